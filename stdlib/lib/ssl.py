"""TLS for sockets, by rustls: TLS 1.2 and 1.3, certificates in PEM files."""

import os
import socket as _socket_module
from collections import namedtuple as _namedtuple
from enum import Enum as _Enum, IntEnum as _IntEnum, IntFlag as _IntFlag
from socket import AF_INET, SOCK_STREAM, SOL_SOCKET, SO_TYPE, create_connection, socket

import _ssl
from _ssl import OPENSSL_VERSION, OPENSSL_VERSION_INFO, OPENSSL_VERSION_NUMBER
from _memory_bio import MemoryBIO
from _operator import index as _index
from _x509 import DER_cert_to_PEM_cert, PEM_FOOTER, PEM_HEADER, PEM_cert_to_DER_cert, cert_time_to_seconds


class TLSVersion(_IntEnum):
    """Versions of the protocol."""
    MINIMUM_SUPPORTED = -2
    SSLv3 = 768
    TLSv1 = 769
    TLSv1_1 = 770
    TLSv1_2 = 771
    TLSv1_3 = 772
    MAXIMUM_SUPPORTED = -1


class VerifyMode(_IntEnum):
    """What is asked of the peer's certificate."""
    CERT_NONE = 0
    CERT_OPTIONAL = 1
    CERT_REQUIRED = 2


class _SSLMethod(_IntEnum):
    """Which end of a connection."""
    PROTOCOL_TLS = 2
    PROTOCOL_TLS_CLIENT = 16
    PROTOCOL_TLS_SERVER = 17


class Options(_IntFlag):
    """Options of a context; rustls needs none of them."""
    OP_ALL = 0x80000050
    OP_NO_SSLv2 = 0
    OP_NO_SSLv3 = 0x2000000
    OP_NO_TLSv1 = 0x4000000
    OP_NO_TLSv1_1 = 0x10000000
    OP_NO_TLSv1_2 = 0x8000000
    OP_NO_TLSv1_3 = 0x20000000
    OP_CIPHER_SERVER_PREFERENCE = 0x400000
    OP_SINGLE_DH_USE = 0
    OP_SINGLE_ECDH_USE = 0
    OP_NO_COMPRESSION = 0x20000
    OP_NO_TICKET = 0x4000
    OP_NO_RENEGOTIATION = 0x40000000
    OP_IGNORE_UNEXPECTED_EOF = 0x80
    OP_ENABLE_MIDDLEBOX_COMPAT = 0x100000


class SSLErrorNumber(_IntEnum):
    """Numbers of errors."""
    SSL_ERROR_SSL = 1
    SSL_ERROR_WANT_READ = 2
    SSL_ERROR_WANT_WRITE = 3
    SSL_ERROR_WANT_X509_LOOKUP = 4
    SSL_ERROR_SYSCALL = 5
    SSL_ERROR_ZERO_RETURN = 6
    SSL_ERROR_WANT_CONNECT = 7
    SSL_ERROR_EOF = 8


class VerifyFlags(_IntFlag):
    """Accepted: rustls is always strict."""
    VERIFY_DEFAULT = 0
    VERIFY_CRL_CHECK_LEAF = 4
    VERIFY_CRL_CHECK_CHAIN = 12
    VERIFY_X509_STRICT = 32
    VERIFY_X509_PARTIAL_CHAIN = 0x80000
    VERIFY_X509_TRUSTED_FIRST = 32768


for _enum in (VerifyMode, _SSLMethod, Options, SSLErrorNumber, VerifyFlags):
    globals().update(_enum.__members__)
PROTOCOL_SSLv23 = PROTOCOL_TLS
HAS_SNI = HAS_ALPN = HAS_TLSv1_2 = HAS_TLSv1_3 = HAS_ECDH = True
HAS_NPN = HAS_SSLv2 = HAS_SSLv3 = HAS_TLSv1 = HAS_TLSv1_1 = HAS_NEVER_CHECK_COMMON_NAME = HAS_PSK = False
CHANNEL_BINDING_TYPES = []


class SSLError(OSError):
    """An error of TLS."""

    library = None
    reason = None

    def __str__(self):
        return str(self.strerror if self.strerror is not None else self.args)


class SSLZeroReturnError(SSLError):
    """The peer has closed the connection."""


class SSLWantReadError(SSLError):
    """More must come before the call can go on."""


class SSLWantWriteError(SSLError):
    """Something must be sent before the call can go on."""


class SSLSyscallError(SSLError):
    """The system failed."""


class SSLEOFError(SSLError):
    """The connection ended without a goodbye."""


class SSLCertVerificationError(SSLError, ValueError):
    """The peer's certificate is not to be trusted."""

    verify_code = 1
    verify_message = ''


CertificateError = SSLCertVerificationError


# What is wrong with certificates, by the beginnings of the texts.
_VERIFY_CODES = [('self-signed certificate in', 19), ('self-signed', 18), ('unable to get', 20), ('Hostname', 62),
                 ('IP address', 64), ('certificate has expired', 10), ('certificate is not yet', 9)]


# How OpenSSL names the alerts of peers, by their numbers.
_ALERTS = {
    10: 'SSLV3_ALERT_UNEXPECTED_MESSAGE', 20: 'SSLV3_ALERT_BAD_RECORD_MAC', 21: 'TLSV1_ALERT_DECRYPTION_FAILED',
    22: 'TLSV1_ALERT_RECORD_OVERFLOW', 30: 'SSLV3_ALERT_DECOMPRESSION_FAILURE', 40: 'SSLV3_ALERT_HANDSHAKE_FAILURE',
    41: 'SSLV3_ALERT_NO_CERTIFICATE', 42: 'SSLV3_ALERT_BAD_CERTIFICATE', 43: 'SSLV3_ALERT_UNSUPPORTED_CERTIFICATE',
    44: 'SSLV3_ALERT_CERTIFICATE_REVOKED', 45: 'SSLV3_ALERT_CERTIFICATE_EXPIRED',
    46: 'SSLV3_ALERT_CERTIFICATE_UNKNOWN', 47: 'SSLV3_ALERT_ILLEGAL_PARAMETER', 48: 'TLSV1_ALERT_UNKNOWN_CA',
    49: 'TLSV1_ALERT_ACCESS_DENIED', 50: 'TLSV1_ALERT_DECODE_ERROR', 51: 'TLSV1_ALERT_DECRYPT_ERROR',
    60: 'TLSV1_ALERT_EXPORT_RESTRICTION', 70: 'TLSV1_ALERT_PROTOCOL_VERSION',
    71: 'TLSV1_ALERT_INSUFFICIENT_SECURITY', 80: 'TLSV1_ALERT_INTERNAL_ERROR',
    86: 'TLSV1_ALERT_INAPPROPRIATE_FALLBACK', 90: 'TLSV1_ALERT_USER_CANCELLED', 100: 'TLSV1_ALERT_NO_RENEGOTIATION',
    109: 'TLSV13_ALERT_MISSING_EXTENSION', 110: 'TLSV1_UNSUPPORTED_EXTENSION',
    111: 'TLSV1_CERTIFICATE_UNOBTAINABLE', 112: 'TLSV1_UNRECOGNIZED_NAME',
    113: 'TLSV1_BAD_CERTIFICATE_STATUS_RESPONSE', 114: 'TLSV1_BAD_CERTIFICATE_HASH_VALUE',
    116: 'TLSV13_ALERT_CERTIFICATE_REQUIRED',
}
# Those that have a text only.
_UNNAMED_ALERTS = {115: 'tlsv1 alert unknown psk identity', 120: 'tlsv1 alert no application protocol'}


def _translated(exc, hostname=None):
    """The SSLError for an error of `_ssl`, while the peer is taken for `hostname`."""
    if len(exc.args) != 2:
        return SSLError(SSL_ERROR_SSL, str(exc))
    kind, text = exc.args
    if kind == 'CERTIFICATE_VERIFY_FAILED':
        if text == 'Hostname mismatch' and hostname:
            what = 'IP address' if ':' in hostname or hostname.replace('.', '').isdigit() else 'Hostname'
            text = f"{what} mismatch, certificate is not valid for '{hostname}'."
        error = SSLCertVerificationError(
            1, f'[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: {text} (rustls)')
        error.verify_message = text
        error.verify_code = next((code for beginning, code in _VERIFY_CODES if text.startswith(beginning)), 1)
    else:
        if kind == 'ALERT':
            number = int(text)
            kind = _ALERTS.get(number)
            text = kind.lower().replace('_', ' ') if kind else _UNNAMED_ALERTS.get(number, 'unknown error')
        error = SSLError(1, f'[SSL: {kind}] {text} (rustls)' if kind else f'[SSL] {text} (rustls)')
    error.library = 'SSL'
    error.reason = kind
    return error


def _ended():
    """The error of a stream that ends without a goodbye."""
    error = SSLEOFError(8, '[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol (rustls)')
    error.library, error.reason = 'SSL', 'UNEXPECTED_EOF_WHILE_READING'
    return error


class _ASN1Object(_namedtuple('_ASN1Object', 'nid shortname longname oid')):
    """An identifier of X.509."""

    __slots__ = ()

    def __new__(cls, oid):
        for known in _PURPOSES:
            if known[3] == oid:
                return tuple.__new__(cls, known)
        raise ValueError(f'unknown object {oid!r}')

    @classmethod
    def fromnid(cls, nid):
        """The object of a number."""
        for known in _PURPOSES:
            if known[0] == nid:
                return tuple.__new__(cls, known)
        raise ValueError(f'unknown NID {nid}')

    @classmethod
    def fromname(cls, name):
        """The object of a name or identifier."""
        for known in _PURPOSES:
            if name in known[1:]:
                return tuple.__new__(cls, known)
        raise ValueError(f'unknown object {name!r}')


_PURPOSES = [(129, 'serverAuth', 'TLS Web Server Authentication', '1.3.6.1.5.5.7.3.1'),
             (130, 'clientAuth', 'TLS Web Client Authentication', '1.3.6.1.5.5.7.3.2')]


class Purpose(_ASN1Object, _Enum):
    """Whom a context is for."""

    SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
    CLIENT_AUTH = '1.3.6.1.5.5.7.3.2'


class SSLContext:
    """The settings of connections."""

    sslsocket_class = None
    sslobject_class = None

    def __init__(self, protocol=None):
        if protocol is None:
            import warnings
            warnings.warn('ssl.SSLContext() without protocol argument is deprecated.', DeprecationWarning, stacklevel=2)
            protocol = PROTOCOL_TLS
        try:
            self.protocol = _SSLMethod(_index(protocol))
        except ValueError:
            raise ValueError(f'invalid or unsupported protocol version {protocol}') from None
        client = self.protocol == PROTOCOL_TLS_CLIENT
        self._verify_mode = CERT_REQUIRED if client else CERT_NONE
        self._check_hostname = client
        self._roots = []
        self._chain = None
        self._key = None
        self._alpn = []
        self._minimum = TLSVersion.TLSv1_2
        self._maximum = TLSVersion.MAXIMUM_SUPPORTED
        self._cipher_numbers = []
        self._num_tickets = 2
        self._sni_callback = None
        self.options = Options.OP_ALL | Options.OP_NO_SSLv3
        self.verify_flags = VerifyFlags.VERIFY_X509_TRUSTED_FIRST
        self.post_handshake_auth = False
        self.keylog_filename = None
        self.hostname_checks_common_name = True

    @property
    def verify_mode(self):
        """What is asked of the peer's certificate."""
        return self._verify_mode

    @verify_mode.setter
    def verify_mode(self, value):
        try:
            value = VerifyMode(value)
        except ValueError:
            raise ValueError('invalid value for verify_mode') from None
        if value == CERT_NONE and self._check_hostname:
            raise ValueError('Cannot set verify_mode to CERT_NONE when check_hostname is enabled.')
        self._verify_mode = value

    @property
    def check_hostname(self):
        """Must the certificate be that of the host?"""
        return self._check_hostname

    @check_hostname.setter
    def check_hostname(self, value):
        value = bool(value)
        if value and self._verify_mode == CERT_NONE:
            self._verify_mode = CERT_REQUIRED
        self._check_hostname = value

    @property
    def minimum_version(self):
        """The oldest version that is spoken; older ones than TLS 1.2 never are."""
        return self._minimum

    @minimum_version.setter
    def minimum_version(self, value):
        self._minimum = _version(value)

    @property
    def maximum_version(self):
        """The newest version that is spoken."""
        return self._maximum

    @maximum_version.setter
    def maximum_version(self, value):
        self._maximum = _version(value)

    @property
    def num_tickets(self):
        """How many tickets for later sessions a server sends."""
        return self._num_tickets

    @num_tickets.setter
    def num_tickets(self, value):
        if (value := _index(value)) < 0:
            raise ValueError('value must be non-negative')
        if self.protocol != PROTOCOL_TLS_SERVER:
            raise ValueError('SSLContext is not a server context.')
        self._num_tickets = value

    @property
    def security_level(self):
        """How strict OpenSSL would have to be to be as strict as rustls."""
        return 2

    @property
    def sni_callback(self):
        """What a server calls with a connection, the name that the client asks for, and this context. It may set the
        connection's context; returns None, or the number of the alert that ends the connection."""
        return self._sni_callback

    @sni_callback.setter
    def sni_callback(self, callback):
        if callback is not None and not callable(callback):
            raise TypeError('not a callable object')
        self._sni_callback = callback

    def set_servername_callback(self, server_name_callback):
        """As `sni_callback`."""
        self.sni_callback = server_name_callback

    def load_cert_chain(self, certfile, keyfile=None, password=None):
        """The certificate, with its chain, and the key that this end shows."""
        pem = _content(certfile, 'certfile')
        chain = _certificates(pem)
        if keyfile is not None:
            pem = _content(keyfile, 'keyfile')
        key = _ssl.private_key(pem)
        if password is not None and not callable(password) and not isinstance(password, (str, bytes, bytearray)):
            raise TypeError('password should be a string or callable')
        if isinstance(password, (str, bytes, bytearray)) and len(password) > 1024:
            raise ValueError('password cannot be longer than 1024 bytes')
        if key is None and b'ENCRYPTED' in pem:
            from _private_keys import decrypted
            key = decrypted(pem, password)
        if not chain or key is None:
            raise SSLError(9, '[SSL] PEM lib (rustls)')
        try:
            _ssl.server([], chain, key, 0, [], (771, 772), [], 2)
        except ValueError as exc:
            error = SSLError(116, '[X509: KEY_VALUES_MISMATCH] key values mismatch (rustls)')
            error.library, error.reason = 'X509', 'KEY_VALUES_MISMATCH'
            raise error from None
        self._chain = chain
        self._key = key

    def load_verify_locations(self, cafile=None, capath=None, cadata=None):
        """Certificates to be trusted."""
        if cafile is None and capath is None and cadata is None:
            raise TypeError('cafile, capath and cadata cannot be all omitted')
        if cafile is not None:
            found = _certificates(_content(cafile, 'cafile'))
            if not found:
                raise SSLError(136, '[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (rustls)')
            self._roots += found
        if capath is not None:
            for name in sorted(os.listdir(capath)):
                with open(os.path.join(capath, name), 'rb') as file:
                    self._roots += _certificates(file.read())
        if cadata is not None:
            if isinstance(cadata, str):
                found = _certificates(cadata.encode('ascii'))
                if not found:
                    raise SSLError(0, 'no start line: cadata does not contain a certificate (rustls)')
                self._roots += found
                return
            try:
                der = bytes(memoryview(cadata))
            except TypeError:
                raise TypeError('cadata should be an ASCII string or a bytes-like object') from None
            if not der.startswith(b'\x30'):
                raise SSLError(0, 'not enough data: cadata does not contain a certificate (rustls)')
            self._roots.append(der)

    def load_default_certs(self, purpose=Purpose.SERVER_AUTH):
        """Trusts what the system trusts."""
        self._roots += _ssl.system_roots()

    set_default_verify_paths = load_default_certs

    def set_alpn_protocols(self, alpn_protocols):
        """The protocols that may be spoken, best first."""
        for protocol in alpn_protocols:
            if not 0 < len(protocol) < 256:
                raise SSLError('ALPN protocols must be 1 to 255 in length')
        self._alpn = [protocol.encode('ascii') for protocol in alpn_protocols]

    def set_ciphers(self, ciphers, /):
        """The ciphers that may be agreed on, as a list of OpenSSL's; those of TLS 1.3 always are among them."""
        if not isinstance(ciphers, str):
            raise TypeError(f'set_ciphers() argument must be str, not {type(ciphers).__name__}')
        import _ciphers
        chosen = _ciphers.select(ciphers)
        if not chosen:
            raise SSLError('No cipher can be selected.')
        self._cipher_numbers = chosen

    def set_ecdh_curve(self, name):
        """Accepted: the curve is agreed on."""

    def get_ca_certs(self, binary_form=False):
        """The trusted certificates."""
        from _x509 import decode, is_authority
        authorities = [der for der in self._roots if is_authority(der)]
        return authorities if binary_form else [decode(der) for der in authorities]

    def cert_store_stats(self):
        """How many certificates are trusted."""
        import _x509
        return {'x509': len(self._roots), 'crl': 0, 'x509_ca': sum(map(_x509.is_authority, self._roots))}

    def get_ciphers(self):
        """The ciphers that may be agreed on, best first."""
        from _ciphers import SUITES
        chosen = self._cipher_numbers
        suites = sorted((s for s in SUITES if s[0] in chosen), key=lambda s: chosen.index(s[0])) if chosen else SUITES
        return [{'id': number, 'name': name, 'protocol': protocol, 'description': name, 'strength_bits': bits,
                 'alg_bits': bits, 'aead': True, 'symmetric': symmetric, 'digest': None, 'kea': kea, 'auth': auth}
                for number, name, protocol, bits, symmetric, kea, auth in suites]

    def session_stats(self):
        """Sessions are rustls's own affair."""
        return dict.fromkeys(('number', 'connect', 'connect_good', 'connect_renegotiate', 'accept', 'accept_good',
                              'accept_renegotiate', 'hits', 'misses', 'timeouts', 'cache_full'), 0)

    def set_npn_protocols(self, npn_protocols):
        """Accepted: nobody speaks NPN any more."""

    def load_dh_params(self, path, /):
        """Accepted: curves are used instead."""
        with open(path, 'rb'):
            pass

    def _versions(self):
        low = max(int(self._minimum), 771) if self._minimum > 0 else 771
        high = int(self._maximum) if self._maximum > 0 else 772
        return low, high

    def _connection(self, session, server_side, server_hostname):
        if server_side and self.protocol == PROTOCOL_TLS_CLIENT:
            raise SSLError(0, 'Cannot create a server socket with a PROTOCOL_TLS_CLIENT context')
        if not server_side and self.protocol == PROTOCOL_TLS_SERVER:
            raise SSLError(0, 'Cannot create a client socket with a PROTOCOL_TLS_SERVER context')
        if not server_side and self._check_hostname and not server_hostname:
            raise ValueError('check_hostname requires server_hostname')
        try:
            if server_side and (self._sni_callback is not None or self._alpn or not self._chain):
                from _awaited_hello import AwaitedHello
                return AwaitedHello(session, self)
            if server_side:
                return self._server_connection()
            return _ssl.client(self._roots, self._chain, self._key, int(self._verify_mode), self._check_hostname,
                               self._alpn, self._versions(), self._cipher_numbers, server_hostname or None)
        except ValueError as exc:
            raise _translated(exc) from None

    def _server_connection(self, offered=()):
        """A server's end, for a client that offers these protocols. Without one in common they go on without any."""
        alpn = [] if set(self._alpn).isdisjoint(offered) else self._alpn
        return _ssl.server(self._roots, self._chain, self._key, int(self._verify_mode), alpn, self._versions(),
                           self._cipher_numbers, self._num_tickets)

    def wrap_socket(self, sock, server_side=False, do_handshake_on_connect=True, suppress_ragged_eofs=True,
                    server_hostname=None, session=None):
        """A socket that speaks TLS over a connected one."""
        return (self.sslsocket_class or SSLSocket)._create(
            sock, server_side, do_handshake_on_connect, suppress_ragged_eofs, server_hostname, self)

    def wrap_bio(self, incoming, outgoing, server_side=False, server_hostname=None, session=None):
        """A TLS connection between two MemoryBIO objects."""
        for name, bio in (('incoming', incoming), ('outgoing', outgoing)):
            if not isinstance(bio, MemoryBIO):
                raise TypeError(f"_wrap_bio() argument '{name}' must be _ssl.MemoryBIO, not {type(bio).__name__}")
        return (self.sslobject_class or SSLObject)._create(incoming, outgoing, server_side, server_hostname, self)


def _content(path, name):
    """What is in the file that the argument `name` names."""
    try:
        path = os.fspath(path)
    except TypeError:
        raise TypeError(f'{name} should be a valid filesystem path') from None
    try:
        with open(path, 'rb') as file:
            return file.read()
    except OSError as exc:
        raise type(exc)(exc.errno, exc.strerror) from None


def _version(value):
    value = _index(value)
    try:
        return TLSVersion(value)
    except ValueError:
        raise ValueError(f'Unsupported TLS/SSL version {value:#x}') from None


def _certificates(pem):
    try:
        return _ssl.certificates(pem)
    except ValueError as exc:
        raise SSLError(9, f'[SSL] PEM lib: {exc}') from None


def create_default_context(purpose=Purpose.SERVER_AUTH, *, cafile=None, capath=None, cadata=None):
    """A context with safe settings."""
    if purpose is Purpose.SERVER_AUTH:
        context = SSLContext(PROTOCOL_TLS_CLIENT)
    elif purpose is Purpose.CLIENT_AUTH:
        context = SSLContext(PROTOCOL_TLS_SERVER)
    else:
        raise TypeError(purpose)
    if cafile or capath or cadata:
        context.load_verify_locations(cafile, capath, cadata)
    elif context.verify_mode != CERT_NONE:
        context.load_default_certs(purpose)
    return context


def _create_unverified_context(protocol=None, *, cert_reqs=CERT_NONE, check_hostname=False,
                               purpose=Purpose.SERVER_AUTH, certfile=None, keyfile=None, cafile=None, capath=None,
                               cadata=None):
    if protocol is None:
        protocol = PROTOCOL_TLS_CLIENT if purpose is Purpose.SERVER_AUTH else PROTOCOL_TLS_SERVER
    context = SSLContext(protocol)
    context.check_hostname = check_hostname
    context.verify_mode = cert_reqs
    if certfile or keyfile:
        context.load_cert_chain(certfile, keyfile)
    if cafile or capath or cadata:
        context.load_verify_locations(cafile, capath, cadata)
    return context


_create_default_https_context = create_default_context
_create_stdlib_context = _create_unverified_context


class _Session:
    """What connections over sockets and over memory have in common: what can be asked."""

    def _init(self, context, server_side, server_hostname):
        self._context = context
        self.server_side = server_side
        self.server_hostname = server_hostname
        self._tls = context._connection(self, server_side, server_hostname)

    @property
    def context(self):
        """The settings."""
        return self._context

    @context.setter
    def context(self, context):
        self._context = context

    @property
    def session(self):
        """Sessions are rustls's own affair."""
        return None

    @property
    def session_reused(self):
        """Sessions are rustls's own affair."""
        return False

    def version(self):
        """The version spoken, None before that is agreed on."""
        return self._tls.version() if self._tls is not None else None

    def cipher(self):
        """Name, version and bits of the cipher."""
        return self._tls.cipher() if self._tls is not None else None

    def shared_ciphers(self):
        """Not known."""
        return None

    def compression(self):
        """There is none."""
        return None

    def selected_alpn_protocol(self):
        """The protocol agreed on."""
        return self._tls.alpn() if self._tls is not None else None

    def selected_npn_protocol(self):
        """There is none."""
        return None

    def pending(self):
        """How many bytes can be read without receiving more."""
        return self._tls.pending() if self._tls is not None else 0

    def getpeercert(self, binary_form=False):
        """The peer's certificate."""
        if self._tls.is_handshaking():
            raise ValueError('handshake not done yet')
        chain = self._tls.peer_certificates()
        if not chain:
            return None
        if binary_form:
            return chain[0]
        if self._context.verify_mode == CERT_NONE:
            return {}
        import _x509
        return _x509.decode(chain[0])

    def get_verified_chain(self):
        """The certificates that the peer has shown."""
        return self._tls.peer_certificates()

    get_unverified_chain = get_verified_chain

    def get_channel_binding(self, cb_type='tls-unique'):
        """Not supported."""
        raise ValueError(f'{cb_type} channel binding type not implemented')


class SSLObject(_Session):
    """A TLS connection between two MemoryBIO objects."""

    _said_goodbye = False

    def __init__(self, *args, **kwargs):
        raise TypeError(f'{self.__class__.__name__} does not have a public constructor. Instances are returned by '
                        'SSLContext.wrap_bio().')

    @classmethod
    def _create(cls, incoming, outgoing, server_side, server_hostname, context):
        self = cls.__new__(cls)
        self._incoming = incoming
        self._outgoing = outgoing
        self._init(context, server_side, server_hostname)
        return self

    def _exchange(self):
        """Takes what has come, and gives what is to be sent."""
        try:
            if self._incoming.pending:
                self._tls.feed(self._incoming.read())
        except ValueError as exc:
            raise _translated(exc, self.server_hostname) from None
        finally:
            self._flush()

    def _flush(self):
        if data := self._tls.output():
            self._outgoing.write(data)

    def do_handshake(self):
        """Goes on with the handshake; SSLWantReadError if the peer must answer first."""
        self._flush()
        self._exchange()
        if self._tls.is_handshaking():
            if self._incoming.eof:
                raise _ended()
            raise SSLWantReadError(SSL_ERROR_WANT_READ, 'The operation did not complete (read)')

    def read(self, len=1024, buffer=None):
        """Up to len bytes, or into a buffer."""
        if len < 0 and buffer is None:
            raise ValueError('size should not be negative')
        self._exchange()
        data = self._tls.read(len) if len else b''
        if data is None:
            if self._incoming.eof:
                raise _ended()
            raise SSLWantReadError(SSL_ERROR_WANT_READ, 'The operation did not complete (read)')
        if not data and len and self._said_goodbye:
            raise SSLZeroReturnError(SSL_ERROR_ZERO_RETURN, 'TLS/SSL connection has been closed (EOF)')
        if buffer is None:
            return data
        n = data.__len__()
        buffer[:n] = data
        return n

    def write(self, data):
        """Sends data; returns how much."""
        if self._said_goodbye:
            error = SSLError(SSL_ERROR_SSL, '[SSL: PROTOCOL_IS_SHUTDOWN] protocol is shutdown (rustls)')
            error.library, error.reason = 'SSL', 'PROTOCOL_IS_SHUTDOWN'
            raise error
        n = self._tls.write(data)
        self._flush()
        return n

    def unwrap(self):
        """Says goodbye, and waits for the peer's."""
        self._said_goodbye = True
        self._tls.close_notify()
        self._exchange()
        # What comes before the peer's goodbye is for nobody.
        while (data := self._tls.read(65536)) is not None:
            if not data:
                return
        raise SSLWantReadError(SSL_ERROR_WANT_READ, 'The operation did not complete (read)')


# How much is made into records before it is sent.
_MOST_AT_ONCE = 65536


class SSLSocket(_Session, socket):
    """A socket that speaks TLS."""

    def __init__(self, *args, **kwargs):
        raise TypeError(f'{self.__class__.__name__} does not have a public constructor. Instances are returned by '
                        'SSLContext.wrap_socket().')

    @classmethod
    def _create(cls, sock, server_side, do_handshake_on_connect, suppress_ragged_eofs, server_hostname, context):
        if sock.getsockopt(SOL_SOCKET, SO_TYPE) != SOCK_STREAM:
            raise NotImplementedError('only stream sockets are supported')
        if server_side and server_hostname:
            raise ValueError('server_hostname can only be specified in client mode')
        if context.check_hostname and not server_side and not server_hostname:
            raise ValueError('check_hostname requires server_hostname')
        try:
            sock.getpeername()
            connected = True
        except OSError:
            connected = False
        timeout = sock.gettimeout()
        family, kind, proto = sock.family, sock.type, sock.proto
        self = cls.__new__(cls)
        socket.__init__(self, family, kind, proto, fileno=sock.detach())
        self.settimeout(timeout)
        self._context = context
        self.server_side = server_side
        self.server_hostname = server_hostname
        self.do_handshake_on_connect = do_handshake_on_connect
        self.suppress_ragged_eofs = suppress_ragged_eofs
        self._tls = None
        # What could not be sent yet, and how much of what the program writes is in it.
        self._unsent = bytearray()
        self._taken = 0
        self._connected = connected
        if connected:
            try:
                self._init(context, server_side, server_hostname)
                if do_handshake_on_connect:
                    if timeout == 0.0:
                        raise ValueError('do_handshake_on_connect should not be specified for non-blocking sockets')
                    self.do_handshake()
            except:
                self.close()
                raise
        return self

    def _flush(self, what='write'):
        """Sends what is to be sent; SSLWantWriteError if some of it must wait."""
        unsent = self._unsent
        unsent += self._tls.output()
        while unsent:
            try:
                n = socket.send(self, unsent)
            except BlockingIOError:
                raise SSLWantWriteError(SSL_ERROR_WANT_WRITE, 'The operation did not complete (write)') from None
            except TimeoutError:
                raise TimeoutError(f'The {what} operation timed out') from None
            del unsent[:n]

    def _receive(self, what='read'):
        """Takes what comes next; false at the end of the stream."""
        try:
            data = socket.recv(self, 65536)
        except BlockingIOError:
            raise SSLWantReadError(SSL_ERROR_WANT_READ, 'The operation did not complete (read)') from None
        except TimeoutError:
            raise TimeoutError(f'The {what} operation timed out') from None
        if not data:
            return False
        try:
            self._tls.feed(data)
        except ValueError as exc:
            error = _translated(exc, self.server_hostname)
            try:
                self._flush()
            except OSError:
                # The peer has gone; the error above says why.
                pass
            raise error from None
        try:
            self._flush(what)
        except (SSLWantWriteError, ConnectionError):
            # What answers the peer can wait, and a peer that has gone needs no answer; it may have said something.
            if self._tls.is_handshaking():
                raise
        return True

    def do_handshake(self, block=False):
        """Agrees with the peer on version, cipher and keys."""
        self._check_connected()
        self._flush('handshake')
        while self._tls.is_handshaking():
            if not self._receive('handshake'):
                raise _ended()

    def _check_connected(self):
        if self._tls is None:
            self.getpeername()

    def read(self, len=1024, buffer=None):
        """Up to len bytes, or into a buffer."""
        if self._tls is None:
            raise ValueError('Read on closed or unwrapped SSL socket.')
        if len < 0 and buffer is None:
            raise ValueError('size should not be negative')
        while (data := self._tls.read(len) if len else b'') is None:
            if not self._receive():
                if self.suppress_ragged_eofs:
                    data = b''
                    break
                raise _ended()
        if buffer is None:
            return data
        n = data.__len__()
        memoryview(buffer)[:n] = data
        return n

    def write(self, data):
        """Sends data; returns how much."""
        if self._tls is None:
            raise ValueError('Write on closed or unwrapped SSL socket.')
        if self._tls.is_handshaking():
            self.do_handshake()
        left = memoryview(data).cast('B')
        written = 0
        while True:
            try:
                self._flush()
            except SSLWantWriteError:
                if written:
                    return written
                raise
            # What had to wait is what the program gives again.
            written += self._taken
            left = left[self._taken:]
            self._taken = 0
            if not left:
                return written
            self._taken = self._tls.write(left[:_MOST_AT_ONCE])

    def recv(self, buflen=1024, flags=0):
        if self._tls is None:
            return socket.recv(self, buflen, flags)
        if flags:
            raise ValueError(f'non-zero flags not allowed in calls to recv() on {self.__class__}')
        return self.read(buflen)

    def send(self, data, flags=0):
        if self._tls is None:
            return socket.send(self, data, flags)
        if flags:
            raise ValueError(f'non-zero flags not allowed in calls to send() on {self.__class__}')
        return self.write(data)

    def sendall(self, data, flags=0):
        if self._tls is None:
            return socket.sendall(self, data, flags)
        if flags:
            raise ValueError(f'non-zero flags not allowed in calls to sendall() on {self.__class__}')
        left = memoryview(data).cast('B')
        while left:
            left = left[self.write(left):]

    def getpeercert(self, binary_form=False):
        self._check_connected()
        return super().getpeercert(binary_form)

    def recvfrom(self, buflen=1024, flags=0):
        raise ValueError(f'recvfrom not allowed on instances of {self.__class__}')

    def sendto(self, data, flags_or_addr, addr=None):
        raise ValueError(f'sendto not allowed on instances of {self.__class__}')

    def connect(self, addr):
        if self.server_side:
            raise ValueError("can't connect in server-side mode")
        if self._connected:
            raise ValueError('attempt to connect already-connected SSLSocket!')
        socket.connect(self, addr)
        self._connected = True
        self._init(self._context, False, self.server_hostname)
        if self.do_handshake_on_connect:
            self.do_handshake()

    def accept(self):
        newsock, addr = socket.accept(self)
        newsock = self._context.wrap_socket(newsock, do_handshake_on_connect=self.do_handshake_on_connect,
                                            suppress_ragged_eofs=self.suppress_ragged_eofs, server_side=True)
        return newsock, addr

    def unwrap(self):
        """Says goodbye, waits for the peer's, and returns the plain socket."""
        if self._tls is None:
            raise ValueError(f'No SSL wrapper around {self}')
        self._tls.close_notify()
        self._flush()
        while self._tls.read(65536) is None:
            if not self._receive():
                raise _ended()
        self._tls = None
        return self

    def shutdown(self, how):
        if self._tls is not None and how != _socket_module.SHUT_RD:
            self._tls.close_notify()
            try:
                self._flush()
            except OSError:
                # The peer has gone.
                pass
        socket.shutdown(self, how)

    def _real_close(self):
        # Without a goodbye: unwrap() says that.
        self._tls = None
        socket._real_close(self)

    def dup(self):
        raise NotImplementedError(f"Can't dup() {self.__class__.__name__} instances")

    def recv_into(self, buffer, nbytes=None, flags=0):
        if self._tls is None:
            return socket.recv_into(self, buffer, nbytes or 0, flags)
        if flags:
            raise ValueError(f'non-zero flags not allowed in calls to recv_into() on {self.__class__}')
        return self.read(nbytes or len(memoryview(buffer).cast('B')) or 1024, buffer)

    def recvfrom_into(self, buffer, nbytes=None, flags=0):
        raise ValueError(f'recvfrom_into not allowed on instances of {self.__class__}')

    def recvmsg(self, *args, **kwargs):
        raise NotImplementedError(f'recvmsg not allowed on instances of {self.__class__}')

    def recvmsg_into(self, *args, **kwargs):
        raise NotImplementedError(f'recvmsg_into not allowed on instances of {self.__class__}')

    def sendmsg(self, *args, **kwargs):
        raise NotImplementedError(f'sendmsg not allowed on instances of {self.__class__}')

    def connect_ex(self, addr):
        try:
            self.connect(addr)
        except OSError as exc:
            if exc.errno is None or isinstance(exc, SSLError):
                raise
            return exc.errno
        return 0


SSLContext.sslsocket_class = SSLSocket
SSLContext.sslobject_class = SSLObject


def get_server_certificate(addr, ssl_version=PROTOCOL_TLS_CLIENT, ca_certs=None, timeout=None):
    """A server's certificate, in PEM."""
    context = _create_unverified_context(ssl_version, cert_reqs=CERT_REQUIRED if ca_certs else CERT_NONE,
                                         cafile=ca_certs)
    with create_connection(addr) as sock:
        with context.wrap_socket(sock, server_hostname=addr[0]) as sslsock:
            return DER_cert_to_PEM_cert(sslsock.getpeercert(True))


def RAND_bytes(n, /):
    """n random bytes."""
    if n < 0:
        raise ValueError('num must be positive')
    return os.urandom(n)


def RAND_add(string, entropy, /):
    """Accepted: the system's randomness needs no more."""


def RAND_status():
    """Is there enough randomness? Always."""
    return True


def get_protocol_name(protocol_code):
    """The name of a PROTOCOL_ constant."""
    try:
        return _SSLMethod(protocol_code).name
    except ValueError:
        return '<unknown>'


DefaultVerifyPaths = _namedtuple('DefaultVerifyPaths', 'cafile capath openssl_cafile_env openssl_cafile '
                                                       'openssl_capath_env openssl_capath')


def get_default_verify_paths():
    """Where the system keeps the certificates that it trusts."""
    cafile, capath = '/usr/lib/ssl/cert.pem', '/usr/lib/ssl/certs'
    found = os.environ.get('SSL_CERT_FILE', cafile), os.environ.get('SSL_CERT_DIR', capath)
    return DefaultVerifyPaths(found[0] if os.path.isfile(found[0]) else None,
                              found[1] if os.path.isdir(found[1]) else None,
                              'SSL_CERT_FILE', cafile, 'SSL_CERT_DIR', capath)
