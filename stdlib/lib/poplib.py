"""A client of POP3 (RFC 1939), also over TLS."""

import errno
import re
import socket
import sys

try:
    import ssl
except ImportError:
    ssl = None

__all__ = ['POP3', 'error_proto', 'POP3_SSL']


class error_proto(Exception):
    """The server refuses, or says what no server should."""


POP3_PORT, POP3_SSL_PORT = 110, 995
CR, LF = b'\r', b'\n'
CRLF = CR + LF
_MAXLINE = 2048


class POP3:
    """A connection. Methods return what the server says; lists come as (answer, lines, octets)."""

    encoding = 'UTF-8'

    def __init__(self, host, port=POP3_PORT, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        self.host, self.port = host, port
        self._tls_established = False
        sys.audit('poplib.connect', self, host, port)
        self.sock = self._create_socket(timeout)
        self.file = self.sock.makefile('rb')
        self._debugging = 0
        self.welcome = self._getresp()

    def _create_socket(self, timeout):
        if timeout is not None and not timeout:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        return socket.create_connection((self.host, self.port), timeout)

    # What is sent, and what comes back

    def _putline(self, line):
        if self._debugging > 1:
            print('*put*', repr(line))
        sys.audit('poplib.putline', self, line)
        self.sock.sendall(line + CRLF)

    def _putcmd(self, line):
        if self._debugging:
            print('*cmd*', repr(line))
        self._putline(line.encode(self.encoding))

    def _getline(self):
        line = self.file.readline(_MAXLINE + 1)
        if len(line) > _MAXLINE:
            raise error_proto('line too long')
        if self._debugging > 1:
            print('*get*', repr(line))
        if not line:
            raise error_proto('-ERR EOF')
        octets = len(line)
        # Servers may send any line end, and a carriage return in front.
        if line.endswith(CRLF):
            return line[:-2], octets
        if line.startswith(CR):
            return line[1:-1], octets
        return line[:-1], octets

    def _getresp(self):
        answer, _ = self._getline()
        if self._debugging > 1:
            print('*resp*', repr(answer))
        if not answer.startswith(b'+'):
            raise error_proto(answer)
        return answer

    def _getlongresp(self):
        answer = self._getresp()
        lines, octets = [], 0
        line, count = self._getline()
        while line != b'.':
            if line.startswith(b'..'):
                count -= 1
                line = line[1:]
            octets += count
            lines.append(line)
            line, count = self._getline()
        return answer, lines, octets

    def _shortcmd(self, line):
        self._putcmd(line)
        return self._getresp()

    def _longcmd(self, line):
        self._putcmd(line)
        return self._getlongresp()

    def getwelcome(self):
        """What the server said first."""
        return self.welcome

    def set_debuglevel(self, level):
        """Prints commands from 1 on, all that is said from 2 on."""
        self._debugging = level

    # Commands

    def user(self, user):
        """Says who one is."""
        return self._shortcmd(f'USER {user}')

    def pass_(self, pswd):
        """Gives the password; the mailbox is locked until `quit`."""
        return self._shortcmd(f'PASS {pswd}')

    def stat(self):
        """How many messages there are, and their size together."""
        answer = self._shortcmd('STAT')
        parts = answer.split()
        if self._debugging:
            print('*stat*', repr(parts))
        return int(parts[1]), int(parts[2])

    def list(self, which=None):
        """The numbers and sizes of all messages, or the answer for one."""
        return self._longcmd('LIST') if which is None else self._shortcmd(f'LIST {which}')

    def retr(self, which):
        """A whole message."""
        return self._longcmd(f'RETR {which}')

    def dele(self, which):
        """Marks a message to be deleted when the connection ends."""
        return self._shortcmd(f'DELE {which}')

    def noop(self):
        """Does nothing."""
        return self._shortcmd('NOOP')

    def rset(self):
        """Unmarks all messages."""
        return self._shortcmd('RSET')

    def quit(self):
        """Ends the session and the connection."""
        answer = self._shortcmd('QUIT')
        self.close()
        return answer

    def close(self):
        """Closes the connection without a word."""
        try:
            file, self.file = self.file, None
            if file is not None:
                file.close()
        finally:
            connection, self.sock = self.sock, None
            if connection is not None:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError as error:
                    # The server may have been first.
                    if error.errno != errno.ENOTCONN:
                        raise
                finally:
                    connection.close()

    def rpop(self, user):
        """Says who one is to a server that trusts this host."""
        return self._shortcmd(f'RPOP {user}')

    timestamp = re.compile(br'\+OK.[^<]*(<.*>)')

    def apop(self, user, password):
        """Logs in without sending the password, with a server that has said a time stamp."""
        import hashlib
        match = self.timestamp.match(self.welcome)
        if match is None:
            raise error_proto('-ERR APOP not supported by server')
        digest = hashlib.md5(match[1] + password.encode(self.encoding)).hexdigest()
        return self._shortcmd(f'APOP {user} {digest}')

    def top(self, which, howmuch):
        """The header of a message and so many lines of its body."""
        return self._longcmd(f'TOP {which} {howmuch}')

    def uidl(self, which=None):
        """The lasting names of all messages, or the answer for one."""
        return self._longcmd('UIDL') if which is None else self._shortcmd(f'UIDL {which}')

    def utf8(self):
        """Asks for UTF-8 (RFC 6856)."""
        return self._shortcmd('UTF8')

    def capa(self):
        """What the server can do: names with their arguments."""
        try:
            _, lines, _ = self._longcmd('CAPA')
        except error_proto:
            raise error_proto('-ERR CAPA not supported by server')
        found = {}
        for line in lines:
            name, *arguments = line.decode('ascii').split()
            found[name] = arguments
        return found

    def stls(self, context=None):
        """Goes on over TLS (RFC 2595)."""
        if ssl is None:
            raise error_proto('-ERR TLS support missing')
        if self._tls_established:
            raise error_proto('-ERR TLS session already established')
        if 'STLS' not in self.capa():
            raise error_proto('-ERR STLS not supported by server')
        answer = self._shortcmd('STLS')
        if context is None:
            context = ssl._create_stdlib_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
        self.file = self.sock.makefile('rb')
        self._tls_established = True
        return answer


class POP3_SSL(POP3):
    """A connection over TLS from the beginning."""

    def __init__(self, host, port=POP3_SSL_PORT, *, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, context=None):
        self.context = ssl._create_stdlib_context() if context is None else context
        super().__init__(host, port, timeout)

    def _create_socket(self, timeout):
        return self.context.wrap_socket(super()._create_socket(timeout), server_hostname=self.host)

    def stls(self, context=None):
        """Raises: TLS is there already."""
        raise error_proto('-ERR TLS session already established')
