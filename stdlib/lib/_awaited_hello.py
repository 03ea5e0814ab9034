"""The beginning of a TLS connection to a server that must know what the client asks for before it answers: by which
name it is called, for `ssl.SSLContext.sni_callback`, and which protocols are offered."""

import sys

import _ssl
from _operator import index

# Descriptions of alerts.
_HANDSHAKE_FAILURE = 40
_INTERNAL_ERROR = 80


class AwaitedHello:
    """In the place of a connection until the client has said hello; the connection is made then, by the context that
    the callback, if there is one, leaves with the session."""

    def __init__(self, session, context):
        self._session = session
        self._context = context
        self._data = b''
        self._output = b''

    def feed(self, data):
        """Takes bytes from the client."""
        self._data += data
        hello = _ssl.client_hello(self._data)
        if hello is None:
            return
        session = self._session
        name, protocols = hello
        alert = None if self._context.sni_callback is None else self._ask(name)
        if alert is not None:
            self._refuse(alert)
            raise ValueError('CALLBACK_FAILED', 'callback failed')
        try:
            session._tls = session.context._server_connection(protocols)
        except ValueError:
            self._refuse(_HANDSHAKE_FAILURE)
            raise
        session._tls.feed(self._data)

    def _refuse(self, alert):
        # Alerts are of two bytes, the first of which says that this is the end.
        self._output = b'\x15\x03\x03\x00\x02\x02' + bytes([alert])

    def _ask(self, name):
        try:
            alert = self._context.sni_callback(self._session, name, self._context)
        except Exception as exc:
            sys.unraisablehook(_Unraisable(exc, self._context.sni_callback))
            return _HANDSHAKE_FAILURE
        if alert is None:
            return None
        try:
            return index(alert) & 255
        except TypeError as exc:
            sys.unraisablehook(_Unraisable(exc, alert))
            return _INTERNAL_ERROR

    def output(self):
        """The bytes for the client."""
        data, self._output = self._output, b''
        return data

    def is_handshaking(self):
        """It has not begun."""
        return True

    def read(self, n):
        """There is nothing to be read."""
        return None

    def pending(self):
        """There is nothing to be read."""
        return 0

    def write(self, data):
        """Nothing can be sent."""
        raise ValueError('SSL', 'handshake not done yet')

    def close_notify(self):
        """There is nobody to say goodbye to."""

    def version(self):
        """Not agreed on."""
        return None

    cipher = alpn = version

    def peer_certificates(self):
        """None has been shown."""
        return []


class _Unraisable:
    """What `sys.unraisablehook` gets."""

    def __init__(self, exc, thing):
        self.exc_type = type(exc)
        self.exc_value = exc
        self.exc_traceback = exc.__traceback__
        self.err_msg = None
        self.object = thing
