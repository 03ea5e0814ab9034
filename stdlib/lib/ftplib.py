"""A client of FTP (RFC 959), also over TLS (RFC 4217)."""

import re
import socket
import sys
from socket import _GLOBAL_DEFAULT_TIMEOUT

__all__ = ['FTP', 'error_reply', 'error_temp', 'error_perm', 'error_proto', 'all_errors']

MSG_OOB = 0x1
FTP_PORT = 21
MAXLINE = 8192


class Error(Exception):
    """The base of what the server says that is no success."""


class error_reply(Error):
    """An answer that does not belong there, from 100 to 399."""


class error_temp(Error):
    """A failure that may pass, from 400 to 499."""


class error_perm(Error):
    """A failure that stays, from 500 to 599."""


class error_proto(Error):
    """An answer that is none of the protocol."""


all_errors = (Error, OSError, EOFError)
CRLF = '\r\n'
B_CRLF = b'\r\n'


class FTP:
    """A connection, made at once if there is a host. Answers are texts that begin with a number of three digits."""

    debugging = 0
    host = ''
    port = FTP_PORT
    maxline = MAXLINE
    sock = None
    file = None
    welcome = None
    passiveserver = True
    # Should data connections be made to the address that the server says, and not to that of the server?
    trust_server_pasv_ipv4_address = False

    def __init__(self, host='', user='', passwd='', acct='', timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *,
                 encoding='utf-8'):
        self.encoding = encoding
        self.source_address = source_address
        self.timeout = timeout
        if host:
            self.connect(host)
            if user:
                self.login(user, passwd, acct)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self.sock is not None:
            try:
                self.quit()
            except (OSError, EOFError):
                pass
            finally:
                if self.sock is not None:
                    self.close()

    def connect(self, host='', port=0, timeout=-999, source_address=None):
        """Connects; returns what the server says first."""
        if host:
            self.host = host
        if port > 0:
            self.port = port
        if timeout != -999:
            self.timeout = timeout
        if self.timeout is not None and not self.timeout:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        if source_address is not None:
            self.source_address = source_address
        sys.audit('ftplib.connect', self, self.host, self.port)
        self.sock = socket.create_connection(
            (self.host, self.port), self.timeout, source_address=self.source_address)
        self.af = self.sock.family
        self.file = self.sock.makefile('r', encoding=self.encoding)
        self.welcome = self.getresp()
        return self.welcome

    def getwelcome(self):
        """What the server said first."""
        if self.debugging:
            print('*welcome*', self.sanitize(self.welcome))
        return self.welcome

    def set_debuglevel(self, level):
        """Prints commands and answers from 1 on, all lines from 2 on."""
        self.debugging = level

    debug = set_debuglevel

    def set_pasv(self, val):
        """Shall data connections be made by this side?"""
        self.passiveserver = val

    def sanitize(self, s):
        """The text as it may be shown: without the password."""
        if s[:5].lower() == 'pass ':
            end = len(s.rstrip('\r\n'))
            s = s[:5] + '*' * (end - 5) + s[end:]
        return repr(s)

    # What is sent, and what comes back

    def putline(self, line):
        """Sends a line."""
        if '\r' in line or '\n' in line:
            raise ValueError('an illegal newline character should not be contained')
        sys.audit('ftplib.sendcmd', self, line)
        line += CRLF
        if self.debugging > 1:
            print('*put*', self.sanitize(line))
        self.sock.sendall(line.encode(self.encoding))

    def putcmd(self, line):
        """Sends a command."""
        if self.debugging:
            print('*cmd*', self.sanitize(line))
        self.putline(line)

    def getline(self):
        """A line of an answer, without its end."""
        line = self.file.readline(self.maxline + 1)
        if len(line) > self.maxline:
            raise Error(f'got more than {self.maxline} bytes')
        if self.debugging > 1:
            print('*get*', self.sanitize(line))
        if not line:
            raise EOFError
        if line.endswith(CRLF):
            return line[:-2]
        return line[:-1] if line[-1:] in CRLF else line

    def getmultiline(self):
        """A whole answer, perhaps of several lines."""
        lines = [self.getline()]
        if lines[0][3:4] == '-':
            code = lines[0][:3]
            while not (len(lines) > 1 and lines[-1][:3] == code and lines[-1][3:4] != '-'):
                lines.append(self.getline())
        return '\n'.join(lines)

    def getresp(self):
        """A whole answer; what is no success is raised."""
        answer = self.getmultiline()
        if self.debugging:
            print('*resp*', self.sanitize(answer))
        self.lastresp = answer[:3]
        match answer[:1]:
            case '1' | '2' | '3':
                return answer
            case '4':
                raise error_temp(answer)
            case '5':
                raise error_perm(answer)
        raise error_proto(answer)

    def voidresp(self):
        """An answer that has to be one of success."""
        answer = self.getresp()
        if answer[:1] != '2':
            raise error_reply(answer)
        return answer

    def abort(self):
        """Ends a transfer, urgently. Not all servers can."""
        line = b'ABOR' + B_CRLF
        if self.debugging > 1:
            print('*put urgent*', self.sanitize(line))
        self.sock.sendall(line, MSG_OOB)
        answer = self.getmultiline()
        if answer[:3] not in {'426', '225', '226'}:
            raise error_proto(answer)
        return answer

    def sendcmd(self, cmd):
        """Sends a command; returns the answer."""
        self.putcmd(cmd)
        return self.getresp()

    def voidcmd(self, cmd):
        """Sends a command whose answer has to be one of success."""
        self.putcmd(cmd)
        return self.voidresp()

    # Data connections

    def sendport(self, host, port):
        """Tells the server where to connect to."""
        return self.voidcmd('PORT ' + ','.join([*host.split('.'), str(port // 256), str(port % 256)]))

    def sendeprt(self, host, port):
        """Tells the server where to connect to, of any family of addresses (RFC 2428)."""
        family = {socket.AF_INET: 1, socket.AF_INET6: 2}.get(self.af, 0)
        if not family:
            raise error_proto('unsupported address family')
        return self.voidcmd(f'EPRT |{family}|{host}|{port}|')

    def makeport(self):
        """A listening socket that the server has been told of."""
        listener = socket.create_server(('', 0), family=self.af, backlog=1)
        port = listener.getsockname()[1]
        host = self.sock.getsockname()[0]
        if self.af == socket.AF_INET:
            self.sendport(host, port)
        else:
            self.sendeprt(host, port)
        if self.timeout is not _GLOBAL_DEFAULT_TIMEOUT:
            listener.settimeout(self.timeout)
        return listener

    def makepasv(self):
        """Where the server waits for a data connection."""
        if self.af == socket.AF_INET:
            said, port = parse227(self.sendcmd('PASV'))
            return (said if self.trust_server_pasv_ipv4_address else self.sock.getpeername()[0]), port
        return parse229(self.sendcmd('EPSV'), self.sock.getpeername())

    def ntransfercmd(self, cmd, rest=None):
        """Begins a transfer, at the place `rest`; returns the connection and the size, None if it is not known."""
        size = None
        if self.passiveserver:
            host, port = self.makepasv()
            connection = socket.create_connection((host, port), self.timeout, source_address=self.source_address)
            try:
                answer = self._begin_transfer(cmd, rest)
            except:
                connection.close()
                raise
        else:
            with self.makeport() as listener:
                answer = self._begin_transfer(cmd, rest)
                connection, _ = listener.accept()
                if self.timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                    connection.settimeout(self.timeout)
        if answer[:3] == '150':
            size = parse150(answer)
        return connection, size

    def _begin_transfer(self, cmd, rest):
        if rest is not None:
            self.sendcmd(f'REST {rest}')
        answer = self.sendcmd(cmd)
        # Some servers say already here that the transfer is over, and then again.
        if answer[:1] == '2':
            answer = self.getresp()
        if answer[:1] != '1':
            raise error_reply(answer)
        return answer

    def transfercmd(self, cmd, rest=None):
        """Begins a transfer; returns the connection."""
        return self.ntransfercmd(cmd, rest)[0]

    def login(self, user='', passwd='', acct=''):
        """Logs in, as `anonymous` if there is no name."""
        user = user or 'anonymous'
        if user == 'anonymous' and passwd in {'', '-'}:
            passwd = (passwd or '') + 'anonymous@'
        answer = self.sendcmd('USER ' + user)
        if answer[0] == '3':
            answer = self.sendcmd('PASS ' + (passwd or ''))
        if answer[0] == '3':
            answer = self.sendcmd('ACCT ' + (acct or ''))
        if answer[0] != '2':
            raise error_reply(answer)
        return answer

    def _end_transfer(self, connection):
        if _SSLSocket is not None and isinstance(connection, _SSLSocket):
            connection.unwrap()

    def retrbinary(self, cmd, callback, blocksize=8192, rest=None):
        """Receives a file as it is, a block at a time."""
        self.voidcmd('TYPE I')
        with self.transfercmd(cmd, rest) as connection:
            while data := connection.recv(blocksize):
                callback(data)
            self._end_transfer(connection)
        return self.voidresp()

    def retrlines(self, cmd, callback=None):
        """Receives lines; without a callback they are printed."""
        callback = callback or print_line
        self.sendcmd('TYPE A')
        with self.transfercmd(cmd) as connection, connection.makefile('r', encoding=self.encoding) as lines:
            while True:
                line = lines.readline(self.maxline + 1)
                if len(line) > self.maxline:
                    raise Error(f'got more than {self.maxline} bytes')
                if self.debugging > 2:
                    print('*retr*', repr(line))
                if not line:
                    break
                callback(line[:-2] if line.endswith(CRLF) else line.removesuffix('\n'))
            self._end_transfer(connection)
        return self.voidresp()

    def storbinary(self, cmd, fp, blocksize=8192, callback=None, rest=None):
        """Sends a file as it is; the callback is shown each block."""
        self.voidcmd('TYPE I')
        with self.transfercmd(cmd, rest) as connection:
            while data := fp.read(blocksize):
                connection.sendall(data)
                if callback:
                    callback(data)
            self._end_transfer(connection)
        return self.voidresp()

    def storlines(self, cmd, fp, callback=None):
        """Sends the lines of a file of bytes, each with CR LF; the callback is shown each."""
        self.voidcmd('TYPE A')
        with self.transfercmd(cmd) as connection:
            while line := fp.readline(self.maxline + 1):
                if len(line) > self.maxline:
                    raise Error(f'got more than {self.maxline} bytes')
                if line[-2:] != B_CRLF:
                    if line[-1:] in (b'\r', b'\n'):
                        line = line[:-1]
                    line += B_CRLF
                connection.sendall(line)
                if callback:
                    callback(line)
            self._end_transfer(connection)
        return self.voidresp()

    # Commands

    def acct(self, password):
        """Says who pays."""
        return self.voidcmd('ACCT ' + password)

    def nlst(self, *args):
        """The names in a folder."""
        names = []
        self.retrlines(' '.join(['NLST', *args]), names.append)
        return names

    def dir(self, *args):
        """Prints a listing, or gives its lines to a function that comes last."""
        function = None
        if args and not isinstance(args[-1], str):
            *args, function = args
        self.retrlines(' '.join(['LIST', *[arg for arg in args if arg]]), function)

    def mlsd(self, path='', facts=[]):
        """The names in a folder, each with a dict of what is known about it (RFC 3659)."""
        if facts:
            self.sendcmd('OPTS MLST ' + ';'.join(facts) + ';')
        lines = []
        self.retrlines(f'MLSD {path}' if path else 'MLSD', lines.append)
        for line in lines:
            known, _, name = line.rstrip(CRLF).partition(' ')
            entry = {}
            for fact in known[:-1].split(';'):
                key, _, value = fact.partition('=')
                entry[key.lower()] = value
            yield name, entry

    def rename(self, fromname, toname):
        """Renames a file."""
        answer = self.sendcmd('RNFR ' + fromname)
        if answer[0] != '3':
            raise error_reply(answer)
        return self.voidcmd('RNTO ' + toname)

    def delete(self, filename):
        """Deletes a file."""
        answer = self.sendcmd('DELE ' + filename)
        if answer[:3] in {'250', '200'}:
            return answer
        raise error_reply(answer)

    def cwd(self, dirname):
        """Goes to a folder."""
        if dirname == '..':
            try:
                return self.voidcmd('CDUP')
            except error_perm as error:
                # Not every server knows that.
                if error.args[0][:3] != '500':
                    raise
        return self.voidcmd('CWD ' + (dirname or '.'))

    def size(self, filename):
        """The size of a file, None if the server says something else."""
        answer = self.sendcmd('SIZE ' + filename)
        return int(answer[3:].strip()) if answer[:3] == '213' else None

    def mkd(self, dirname):
        """Makes a folder; returns its full name, as far as the server says it."""
        answer = self.voidcmd('MKD ' + dirname)
        return parse257(answer) if answer.startswith('257') else ''

    def rmd(self, dirname):
        """Removes a folder."""
        return self.voidcmd('RMD ' + dirname)

    def pwd(self):
        """The folder one is in."""
        answer = self.voidcmd('PWD')
        return parse257(answer) if answer.startswith('257') else ''

    def quit(self):
        """Ends the session and the connection."""
        answer = self.voidcmd('QUIT')
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
                connection.close()


try:
    import ssl
except ImportError:
    _SSLSocket = None
else:
    _SSLSocket = ssl.SSLSocket

    class FTP_TLS(FTP):
        """A connection that TLS protects once one logs in; data connections too after `prot_p`."""

        def __init__(self, host='', user='', passwd='', acct='', *, context=None, timeout=_GLOBAL_DEFAULT_TIMEOUT,
                     source_address=None, encoding='utf-8'):
            self.context = ssl._create_stdlib_context() if context is None else context
            self._prot_p = False
            super().__init__(host, user, passwd, acct, timeout, source_address, encoding=encoding)

        def login(self, user='', passwd='', acct='', secure=True):
            """Logs in, over TLS unless told otherwise."""
            if secure and not isinstance(self.sock, ssl.SSLSocket):
                self.auth()
            return super().login(user, passwd, acct)

        def auth(self):
            """Goes on over TLS."""
            if isinstance(self.sock, ssl.SSLSocket):
                raise ValueError('Already using TLS')
            answer = self.voidcmd('AUTH TLS' if self.context.protocol >= ssl.PROTOCOL_TLS else 'AUTH SSL')
            self.sock = self.context.wrap_socket(self.sock, server_hostname=self.host)
            self.file = self.sock.makefile(mode='r', encoding=self.encoding)
            return answer

        def ccc(self):
            """Goes on without TLS."""
            if not isinstance(self.sock, ssl.SSLSocket):
                raise ValueError('not using TLS')
            answer = self.voidcmd('CCC')
            self.sock = self.sock.unwrap()
            return answer

        def prot_p(self):
            """Protects data connections."""
            self.voidcmd('PBSZ 0')
            answer = self.voidcmd('PROT P')
            self._prot_p = True
            return answer

        def prot_c(self):
            """Leaves data connections open to readers."""
            answer = self.voidcmd('PROT C')
            self._prot_p = False
            return answer

        def ntransfercmd(self, cmd, rest=None):
            """As that of FTP, over TLS if `prot_p` said so."""
            connection, size = super().ntransfercmd(cmd, rest)
            if self._prot_p:
                connection = self.context.wrap_socket(connection, server_hostname=self.host)
            return connection, size

        def abort(self):
            """Ends a transfer."""
            # TLS knows nothing urgent.
            self.sock.sendall(b'ABOR' + B_CRLF)
            answer = self.getmultiline()
            if answer[:3] not in {'426', '225', '226'}:
                raise error_proto(answer)
            return answer

    __all__.append('FTP_TLS')
    all_errors = (Error, OSError, EOFError, ssl.SSLError)


_SIZE_150 = re.compile(r'150 .* \((\d+) bytes\)', re.IGNORECASE | re.ASCII)
_ADDRESS_227 = re.compile(r'(\d+),(\d+),(\d+),(\d+),(\d+),(\d+)', re.ASCII)


def parse150(resp):
    """The size that the answer to a transfer names, or None."""
    if resp[:3] != '150':
        raise error_reply(resp)
    match = _SIZE_150.match(resp)
    return int(match[1]) if match else None


def parse227(resp):
    """The address in the answer to PASV."""
    if resp[:3] != '227':
        raise error_reply(resp)
    match = _ADDRESS_227.search(resp)
    if not match:
        raise error_proto(resp)
    *host, high, low = match.groups()
    return '.'.join(host), (int(high) << 8) + int(low)


def parse229(resp, peer):
    """The address in the answer to EPSV: that of the peer, and a port."""
    if resp[:3] != '229':
        raise error_reply(resp)
    left = resp.find('(')
    if left < 0:
        raise error_proto(resp)
    right = resp.find(')', left + 1)
    if right < 0 or resp[left + 1] != resp[right - 1]:
        raise error_proto(resp)
    parts = resp[left + 1:right].split(resp[left + 1])
    if len(parts) != 5:
        raise error_proto(resp)
    return peer[0], int(parts[3])


def parse257(resp):
    """The folder's name between quotation marks in an answer, in which they are doubled."""
    if resp[:3] != '257':
        raise error_reply(resp)
    if resp[3:5] != ' "':
        return ''
    name = []
    rest = iter(resp[5:])
    for c in rest:
        if c == '"' and next(rest, '') != '"':
            break
        name.append(c)
    return ''.join(name)


def print_line(line):
    """Prints a line."""
    print(line)


def ftpcp(source, sourcename, target, targetname='', type='I'):
    """Copies a file from one server to another."""
    targetname = targetname or sourcename
    type = 'TYPE ' + type
    source.voidcmd(type)
    target.voidcmd(type)
    host, port = parse227(source.sendcmd('PASV'))
    target.sendport(host, port)
    # The target may not answer before the source has begun.
    answer = target.sendcmd('STOR ' + targetname)
    if answer[:3] not in {'125', '150'}:
        raise error_proto
    answer = source.sendcmd('RETR ' + sourcename)
    if answer[:3] not in {'125', '150'}:
        raise error_proto
    source.voidresp()
    target.voidresp()


def test():
    """Lists, or retrieves from, the server of the command line: [-d] host [-l dir] [-d dir] [file ...]."""
    if len(sys.argv) < 2:
        print(test.__doc__)
        sys.exit(0)
    args = sys.argv[1:]
    level = 0
    while args and args[0] == '-d':
        level += 1
        del args[0]
    with FTP(args[0]) as server:
        server.set_debuglevel(level)
        server.login()
        for arg in args[1:]:
            if arg[:2] == '-l':
                server.dir(arg[2:])
            elif arg[:2] == '-d':
                server.cwd(arg[2:])
            else:
                server.retrbinary('RETR ' + arg, sys.stdout.buffer.write, 1024)
                sys.stdout.flush()


if __name__ == '__main__':
    test()
