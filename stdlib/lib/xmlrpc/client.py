"""Calls procedures of a server over HTTP, with XML that says which and with what."""

import base64
import errno
import gzip
import http.client
import sys
import time
import urllib.parse
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from xml.parsers import expat

__version__ = '%d.%d' % sys.version_info[:2]

MAXINT = 2 ** 31 - 1
MININT = -2 ** 31

# Errors that the specification of fault codes has.
PARSE_ERROR = -32700
SERVER_ERROR = -32600
APPLICATION_ERROR = -32500
SYSTEM_ERROR = -32400
TRANSPORT_ERROR = -32300
NOT_WELLFORMED_ERROR = -32700
UNSUPPORTED_ENCODING = -32701
INVALID_ENCODING_CHAR = -32702
INVALID_XMLRPC = -32600
METHOD_NOT_FOUND = -32601
INVALID_METHOD_PARAMS = -32602
INTERNAL_ERROR = -32603

# How much a compressed answer may come to.
_MOST = 20971520


def escape(s):
    """A text as it is written in XML."""
    return s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')


class Error(Exception):
    """What goes wrong in a call."""

    __str__ = object.__str__


class ProtocolError(Error):
    """The answer is not what HTTP or this protocol allow: `errcode` is the status."""

    def __init__(self, url, errcode, errmsg, headers):
        Error.__init__(self)
        self.url = url
        self.errcode = errcode
        self.errmsg = errmsg
        self.headers = headers

    def __repr__(self):
        return '<%s for %s: %s %s>' % (self.__class__.__name__, self.url, self.errcode, self.errmsg)


class ResponseError(Error):
    """The answer is XML, but no answer."""


class Fault(Error):
    """The server says that the call failed."""

    def __init__(self, faultCode, faultString, **extra):
        Error.__init__(self)
        self.faultCode = faultCode
        self.faultString = faultString

    def __repr__(self):
        return '<%s %s: %r>' % (self.__class__.__name__, self.faultCode, self.faultString)


boolean = Boolean = bool


def _iso8601_format(value):
    return value.strftime('%Y%m%dT%H:%M:%S') if value.year >= 1000 else value.strftime('%4Y%m%dT%H:%M:%S')


def _strftime(value):
    if isinstance(value, datetime):
        return _iso8601_format(value)
    if not isinstance(value, (tuple, time.struct_time)):
        if value == 0:
            value = time.time()
        value = time.localtime(value)
    return '%04d%02d%02dT%02d:%02d:%02d' % value[:6]


class DateTime:
    """A date and a time, as text in the form that the protocol has."""

    def __init__(self, value=0):
        self.value = value if isinstance(value, str) else _strftime(value)

    def make_comparable(self, other):
        """The values of this and of another date, as what can be compared."""
        if isinstance(other, DateTime):
            return self.value, other.value
        if isinstance(other, datetime):
            return self.value, _iso8601_format(other)
        if isinstance(other, str):
            return self.value, other
        if hasattr(other, 'timetuple'):
            return self.timetuple(), other.timetuple()
        return self, NotImplemented

    def __lt__(self, other):
        own, other = self.make_comparable(other)
        return NotImplemented if other is NotImplemented else own < other

    def __le__(self, other):
        own, other = self.make_comparable(other)
        return NotImplemented if other is NotImplemented else own <= other

    def __gt__(self, other):
        own, other = self.make_comparable(other)
        return NotImplemented if other is NotImplemented else own > other

    def __ge__(self, other):
        own, other = self.make_comparable(other)
        return NotImplemented if other is NotImplemented else own >= other

    def __eq__(self, other):
        own, other = self.make_comparable(other)
        return NotImplemented if other is NotImplemented else own == other

    def timetuple(self):
        """As time.strptime() returns it."""
        return time.strptime(self.value, '%Y%m%dT%H:%M:%S')

    def __str__(self):
        return self.value

    def __repr__(self):
        return '<%s %r at %#x>' % (self.__class__.__name__, self.value, id(self))

    def decode(self, data):
        """Takes the text of an element."""
        self.value = str(data).strip()

    def encode(self, out):
        """Writes the element."""
        out.write('<value><dateTime.iso8601>')
        out.write(self.value)
        out.write('</dateTime.iso8601></value>\n')


def _datetime(data):
    value = DateTime()
    value.decode(data)
    return value


def _datetime_type(data):
    return datetime.strptime(data, '%Y%m%dT%H:%M:%S')


class Binary:
    """Bytes that go over the wire in base64."""

    def __init__(self, data=None):
        if data is None:
            data = b''
        elif not isinstance(data, (bytes, bytearray)):
            raise TypeError('expected bytes or bytearray, not %s' % data.__class__.__name__)
        else:
            data = bytes(data)
        self.data = data

    def __str__(self):
        return str(self.data, 'latin-1')

    def __eq__(self, other):
        if isinstance(other, Binary):
            other = other.data
        return self.data == other

    def decode(self, data):
        """Takes the text of an element."""
        self.data = base64.decodebytes(data)

    def encode(self, out):
        """Writes the element."""
        out.write('<value><base64>\n')
        out.write(base64.encodebytes(self.data).decode('ascii'))
        out.write('</base64></value>\n')


def _binary(data):
    value = Binary()
    value.decode(data)
    return value


WRAPPERS = DateTime, Binary


class ExpatParser:
    """Tells an Unmarshaller what is read."""

    def __init__(self, target):
        self._parser = parser = expat.ParserCreate(None, None)
        self._target = target
        parser.StartElementHandler = target.start
        parser.EndElementHandler = target.end
        parser.CharacterDataHandler = target.data
        target.xml(None, None)

    def feed(self, data):
        """Reads a piece."""
        self._parser.Parse(data, False)

    def close(self):
        """There is no more to read."""
        try:
            parser = self._parser
        except AttributeError:
            return
        del self._target, self._parser
        parser.Parse(b'', True)


class Marshaller:
    """Writes values as XML."""

    def __init__(self, encoding=None, allow_none=False):
        self.memo = {}
        self.data = None
        self.encoding = encoding
        self.allow_none = allow_none

    dispatch = {}

    def dumps(self, values):
        """The XML of arguments, or of a Fault."""
        out = []
        write = out.append
        if isinstance(values, Fault):
            write('<fault>\n')
            self.__dump({'faultCode': values.faultCode, 'faultString': values.faultString}, write)
            write('</fault>\n')
        else:
            write('<params>\n')
            for value in values:
                write('<param>\n')
                self.__dump(value, write)
                write('</param>\n')
            write('</params>\n')
        return ''.join(out)

    def __dump(self, value, write):
        dump = self.dispatch.get(type(value))
        if dump is None:
            if not hasattr(value, '__dict__'):
                raise TypeError('cannot marshal %s objects' % type(value))
            # Of an object its attributes are written; what is derived from a known type is not taken for it.
            for base in type(value).__mro__:
                if base in self.dispatch:
                    raise TypeError('cannot marshal %s objects' % type(value))
            dump = self.dispatch['_arbitrary_instance']
        dump(self, value, write)

    def dump_nil(self, value, write):
        if not self.allow_none:
            raise TypeError('cannot marshal None unless allow_none is enabled')
        write('<value><nil/></value>')
    dispatch[type(None)] = dump_nil

    def dump_bool(self, value, write):
        write('<value><boolean>')
        write('1' if value else '0')
        write('</boolean></value>\n')
    dispatch[bool] = dump_bool

    def dump_long(self, value, write):
        if not MININT <= value <= MAXINT:
            raise OverflowError('int exceeds XML-RPC limits')
        write('<value><int>')
        write(str(int(value)))
        write('</int></value>\n')
    dispatch[int] = dump_long

    dump_int = dump_long

    def dump_double(self, value, write):
        write('<value><double>')
        write(repr(value))
        write('</double></value>\n')
    dispatch[float] = dump_double

    def dump_unicode(self, value, write, escape=escape):
        write('<value><string>')
        write(escape(value))
        write('</string></value>\n')
    dispatch[str] = dump_unicode

    def dump_bytes(self, value, write):
        write('<value><base64>\n')
        write(base64.encodebytes(value).decode('ascii'))
        write('</base64></value>\n')
    dispatch[bytes] = dispatch[bytearray] = dump_bytes

    def dump_array(self, value, write):
        self.__enter(value, 'sequences')
        write('<value><array><data>\n')
        for item in value:
            self.__dump(item, write)
        write('</data></array></value>\n')
        del self.memo[id(value)]
    dispatch[tuple] = dispatch[list] = dump_array

    def dump_struct(self, value, write, escape=escape):
        self.__enter(value, 'dictionaries')
        write('<value><struct>\n')
        for key, item in value.items():
            write('<member>\n')
            if not isinstance(key, str):
                raise TypeError('dictionary key must be string')
            write('<name>%s</name>\n' % escape(key))
            self.__dump(item, write)
            write('</member>\n')
        write('</struct></value>\n')
        del self.memo[id(value)]
    dispatch[dict] = dump_struct

    def __enter(self, value, what):
        if id(value) in self.memo:
            raise TypeError('cannot marshal recursive ' + what)
        self.memo[id(value)] = None

    def dump_datetime(self, value, write):
        write('<value><dateTime.iso8601>')
        write(_strftime(value))
        write('</dateTime.iso8601></value>\n')
    dispatch[datetime] = dump_datetime

    def dump_instance(self, value, write):
        if value.__class__ in WRAPPERS:
            self.write = write
            value.encode(self)
            del self.write
        else:
            self.dump_struct(value.__dict__, write)
    dispatch[DateTime] = dispatch[Binary] = dispatch['_arbitrary_instance'] = dump_instance


class Unmarshaller:
    """Makes values of what a parser tells."""

    def __init__(self, use_datetime=False, use_builtin_types=False):
        self._type = None
        self._stack = []
        self._marks = []
        self._data = []
        self._value = False
        self._methodname = None
        self._encoding = 'utf-8'
        self.append = self._stack.append
        self._use_datetime = use_builtin_types or use_datetime
        self._use_bytes = use_builtin_types

    def close(self):
        """The values; raises the Fault that was read."""
        if self._type is None or self._marks:
            raise ResponseError()
        if self._type == 'fault':
            raise Fault(**self._stack[0])
        return tuple(self._stack)

    def getmethodname(self):
        """The method that is called."""
        return self._methodname

    def xml(self, encoding, standalone):
        """What the declaration says."""
        self._encoding = encoding

    def start(self, tag, attrs):
        """An element begins."""
        if ':' in tag:
            tag = tag.split(':')[-1]
        if tag in ('array', 'struct'):
            self._marks.append(len(self._stack))
        self._data = []
        if self._value and tag not in self.dispatch:
            raise ResponseError('unknown tag %r' % tag)
        self._value = tag == 'value'

    def data(self, text):
        """Text."""
        self._data.append(text)

    def end(self, tag):
        """An element ends."""
        end = self.dispatch.get(tag)
        if end is None:
            if ':' not in tag:
                return None
            end = self.dispatch.get(tag.split(':')[-1])
            if end is None:
                return None
        return end(self, ''.join(self._data))

    def end_dispatch(self, tag, data):
        """As end(), with the text."""
        end = self.dispatch.get(tag)
        if end is None:
            if ':' not in tag:
                return None
            end = self.dispatch.get(tag.split(':')[-1])
            if end is None:
                return None
        return end(self, data)

    dispatch = {}

    def end_nil(self, data):
        self.append(None)
        self._value = 0
    dispatch['nil'] = end_nil

    def end_boolean(self, data):
        if data not in ('0', '1'):
            raise TypeError('bad boolean value')
        self.append(data == '1')
        self._value = 0
    dispatch['boolean'] = end_boolean

    def end_int(self, data):
        self.append(int(data))
        self._value = 0
    for _name in 'i1', 'i2', 'i4', 'i8', 'int', 'biginteger':
        dispatch[_name] = end_int

    def end_double(self, data):
        self.append(float(data))
        self._value = 0
    dispatch['double'] = dispatch['float'] = end_double

    def end_bigdecimal(self, data):
        self.append(Decimal(data))
        self._value = 0
    dispatch['bigdecimal'] = end_bigdecimal

    def end_string(self, data):
        if self._encoding:
            data = data.decode(self._encoding)
        self.append(data)
        self._value = 0
    dispatch['string'] = dispatch['name'] = end_string

    def end_array(self, data):
        mark = self._marks.pop()
        self._stack[mark:] = [self._stack[mark:]]
        self._value = 0
    dispatch['array'] = end_array

    def end_struct(self, data):
        mark = self._marks.pop()
        items = self._stack[mark:]
        self._stack[mark:] = [dict(zip(items[::2], items[1::2]))]
        self._value = 0
    dispatch['struct'] = end_struct

    def end_base64(self, data):
        value = Binary()
        value.decode(data.encode('ascii'))
        self.append(value.data if self._use_bytes else value)
        self._value = 0
    dispatch['base64'] = end_base64

    def end_dateTime(self, data):
        value = DateTime()
        value.decode(data)
        self.append(_datetime_type(data) if self._use_datetime else value)
    dispatch['dateTime.iso8601'] = end_dateTime

    def end_value(self, data):
        # A value without a type is text.
        if self._value:
            self.end_string(data)
    dispatch['value'] = end_value

    def end_params(self, data):
        self._type = 'params'
    dispatch['params'] = end_params

    def end_fault(self, data):
        self._type = 'fault'
    dispatch['fault'] = end_fault

    def end_methodName(self, data):
        if self._encoding:
            data = data.decode(self._encoding)
        self._methodname = data
        self._type = 'methodName'
    dispatch['methodName'] = end_methodName


class _MultiCallMethod:
    def __init__(self, call_list, name):
        self.__call_list = call_list
        self.__name = name

    def __getattr__(self, name):
        return _MultiCallMethod(self.__call_list, '%s.%s' % (self.__name, name))

    def __call__(self, *args):
        self.__call_list.append((self.__name, args))


class MultiCallIterator:
    """The results of several calls, in order; the fault of one is raised when it is asked for."""

    def __init__(self, results):
        self.results = results

    def __getitem__(self, i):
        item = self.results[i]
        if isinstance(item, dict):
            raise Fault(item['faultCode'], item['faultString'])
        if isinstance(item, list):
            return item[0]
        raise ValueError('unexpected type in multicall result')


class MultiCall:
    """Gathers calls, which are then made at once."""

    def __init__(self, server):
        self.__server = server
        self.__call_list = []

    def __repr__(self):
        return '<%s at %#x>' % (self.__class__.__name__, id(self))

    def __getattr__(self, name):
        return _MultiCallMethod(self.__call_list, name)

    def __call__(self):
        calls = [{'methodName': name, 'params': args} for name, args in self.__call_list]
        return MultiCallIterator(self.__server.system.multicall(calls))


FastMarshaller = FastParser = FastUnmarshaller = None


def getparser(use_datetime=False, use_builtin_types=False):
    """A parser, and the Unmarshaller that it tells what it reads."""
    target = Unmarshaller(use_datetime=use_datetime, use_builtin_types=use_builtin_types)
    return ExpatParser(target), target


def dumps(params, methodname=None, methodresponse=None, encoding=None, allow_none=False):
    """The XML of a call, of an answer, or of values alone."""
    assert isinstance(params, (tuple, Fault)), 'argument must be tuple or Fault instance'
    if isinstance(params, Fault):
        methodresponse = 1
    elif methodresponse and isinstance(params, tuple):
        assert len(params) == 1, 'response tuple must be a singleton'
    if not encoding:
        encoding = 'utf-8'
    data = Marshaller(encoding, allow_none).dumps(params)
    if encoding != 'utf-8':
        declaration = "<?xml version='1.0' encoding='%s'?>\n" % str(encoding)
    else:
        declaration = "<?xml version='1.0'?>\n"
    if methodname:
        return ''.join((declaration, '<methodCall>\n<methodName>', methodname, '</methodName>\n', data, '</methodCall>\n'))
    if methodresponse:
        return ''.join((declaration, '<methodResponse>\n', data, '</methodResponse>\n'))
    return data


def loads(data, use_datetime=False, use_builtin_types=False):
    """The values that XML holds, and the name of the method or None; raises a Fault that it is."""
    parser, target = getparser(use_datetime=use_datetime, use_builtin_types=use_builtin_types)
    parser.feed(data)
    parser.close()
    return target.close(), target.getmethodname()


def gzip_encode(data):
    """Data compressed."""
    buffer = BytesIO()
    with gzip.GzipFile(mode='wb', fileobj=buffer, compresslevel=1) as file:
        file.write(data)
    return buffer.getvalue()


def gzip_decode(data, max_decode=_MOST):
    """Compressed data; ValueError for what is none, or holds more than `max_decode` bytes if that is not negative."""
    with gzip.GzipFile(mode='rb', fileobj=BytesIO(data)) as file:
        try:
            decoded = file.read() if max_decode < 0 else file.read(max_decode + 1)
        except OSError:
            raise ValueError('invalid data')
    if 0 <= max_decode < len(decoded):
        raise ValueError('max gzipped payload length exceeded')
    return decoded


class GzipDecodedResponse(gzip.GzipFile):
    """An answer whose body is compressed, as a file."""

    def __init__(self, response):
        self.io = BytesIO(response.read())
        gzip.GzipFile.__init__(self, mode='rb', fileobj=self.io)

    def close(self):
        try:
            gzip.GzipFile.close(self)
        finally:
            self.io.close()


class _Method:
    # What an attribute of a proxy is: calls of it, and of its attributes, are calls of the server.
    def __init__(self, send, name):
        self.__send = send
        self.__name = name

    def __getattr__(self, name):
        return _Method(self.__send, '%s.%s' % (self.__name, name))

    def __call__(self, *args):
        return self.__send(self.__name, args)


class Transport:
    """Sends calls over HTTP, through one connection that is kept."""

    user_agent = 'Python-xmlrpc/%s' % __version__
    accept_gzip_encoding = True
    # Requests of more bytes than this are compressed; None: none is.
    encode_threshold = None

    def __init__(self, use_datetime=False, use_builtin_types=False, *, headers=()):
        self._use_datetime = use_datetime
        self._use_builtin_types = use_builtin_types
        self._connection = None, None
        self._headers = list(headers)
        self._extra_headers = []

    def request(self, host, handler, request_body, verbose=False):
        """Sends a call and returns the answer; tries again if the connection was closed meanwhile."""
        for again in True, False:
            try:
                return self.single_request(host, handler, request_body, verbose)
            except http.client.RemoteDisconnected:
                if not again:
                    raise
            except OSError as error:
                if not again or error.errno not in (errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE):
                    raise

    def single_request(self, host, handler, request_body, verbose=False):
        """Sends a call and returns the answer."""
        try:
            connection = self.send_request(host, handler, request_body, verbose)
            response = connection.getresponse()
            if response.status == 200:
                self.verbose = verbose
                return self.parse_response(response)
        except Fault:
            raise
        except Exception:
            self.close()
            raise
        # What is left of the answer would be taken for the next one.
        if response.getheader('content-length', ''):
            response.read()
        raise ProtocolError(host + handler, response.status, response.reason, dict(response.getheaders()))

    def getparser(self):
        """A parser and what it tells."""
        return getparser(use_datetime=self._use_datetime, use_builtin_types=self._use_builtin_types)

    def get_host_info(self, host):
        """The host, headers and certificates that a host's name, with a user and a password perhaps, stands for."""
        certificate = {}
        if isinstance(host, tuple):
            host, certificate = host
        auth, host = urllib.parse._splituser(host)
        if auth:
            auth = ''.join(base64.encodebytes(urllib.parse.unquote_to_bytes(auth)).decode('utf-8').split())
            headers = [('Authorization', 'Basic ' + auth)]
        else:
            headers = []
        return host, headers, certificate

    def make_connection(self, host):
        """A connection to the host: the one that there is, if it is to that."""
        if self._connection and host == self._connection[0]:
            return self._connection[1]
        self._connection = host, None
        name, self._extra_headers, _ = self.get_host_info(host)
        self._connection = host, http.client.HTTPConnection(name)
        return self._connection[1]

    def close(self):
        """Closes the connection."""
        host, connection = self._connection
        if connection:
            self._connection = None, None
            connection.close()

    def send_request(self, host, handler, request_body, debug):
        """Sends a call; returns the connection that the answer comes through."""
        connection = self.make_connection(host)
        headers = self._headers + self._extra_headers
        if debug:
            connection.set_debuglevel(1)
        if self.accept_gzip_encoding and gzip:
            connection.putrequest('POST', handler, skip_accept_encoding=True)
            headers.append(('Accept-Encoding', 'gzip'))
        else:
            connection.putrequest('POST', handler)
        headers.append(('Content-Type', 'text/xml'))
        headers.append(('User-Agent', self.user_agent))
        self.send_headers(connection, headers)
        self.send_content(connection, request_body)
        return connection

    def send_headers(self, connection, headers):
        """Sends headers."""
        for key, value in headers:
            connection.putheader(key, value)

    def send_content(self, connection, request_body):
        """Sends the body."""
        if self.encode_threshold is not None and self.encode_threshold < len(request_body):
            connection.putheader('Content-Encoding', 'gzip')
            request_body = gzip_encode(request_body)
        connection.putheader('Content-Length', str(len(request_body)))
        connection.endheaders(request_body)

    def parse_response(self, response):
        """What an answer holds."""
        compressed = hasattr(response, 'getheader') and response.getheader('Content-Encoding', '') == 'gzip'
        stream = GzipDecodedResponse(response) if compressed else response
        parser, target = self.getparser()
        while data := stream.read(1024):
            if self.verbose:
                print('body:', repr(data))
            parser.feed(data)
        if stream is not response:
            stream.close()
        parser.close()
        return target.close()


class SafeTransport(Transport):
    """Sends calls over HTTPS."""

    def __init__(self, use_datetime=False, use_builtin_types=False, *, headers=(), context=None):
        super().__init__(use_datetime=use_datetime, use_builtin_types=use_builtin_types, headers=headers)
        self.context = context

    def make_connection(self, host):
        """As Transport's, over TLS."""
        if self._connection and host == self._connection[0]:
            return self._connection[1]
        if not hasattr(http.client, 'HTTPSConnection'):
            raise NotImplementedError("your version of http.client doesn't support HTTPS")
        self._connection = host, None
        name, self._extra_headers, certificate = self.get_host_info(host)
        self._connection = host, http.client.HTTPSConnection(name, None, context=self.context, **(certificate or {}))
        return self._connection[1]


class ServerProxy:
    """A server: its attributes are its methods."""

    def __init__(self, uri, transport=None, encoding=None, verbose=False, allow_none=False, use_datetime=False,
                 use_builtin_types=False, *, headers=(), context=None):
        parts = urllib.parse.urlsplit(uri)
        if parts.scheme not in ('http', 'https'):
            raise OSError('unsupported XML-RPC protocol')
        self.__host = parts.netloc
        self.__handler = urllib.parse.urlunsplit(['', '', *parts[2:]])
        if not self.__handler:
            self.__handler = '/RPC2'
        if transport is None:
            options = {'use_datetime': use_datetime, 'use_builtin_types': use_builtin_types, 'headers': headers}
            transport = SafeTransport(**options, context=context) if parts.scheme == 'https' else Transport(**options)
        self.__transport = transport
        self.__encoding = encoding or 'utf-8'
        self.__verbose = verbose
        self.__allow_none = allow_none

    def __close(self):
        self.__transport.close()

    def __request(self, methodname, params):
        request = dumps(params, methodname, encoding=self.__encoding, allow_none=self.__allow_none)
        request = request.encode(self.__encoding, 'xmlcharrefreplace')
        response = self.__transport.request(self.__host, self.__handler, request, verbose=self.__verbose)
        return response[0] if len(response) == 1 else response

    def __repr__(self):
        return '<%s for %s%s>' % (self.__class__.__name__, self.__host, self.__handler)

    def __getattr__(self, name):
        return _Method(self.__request, name)

    def __call__(self, attr):
        """What cannot be an attribute's name: `close` and `transport`."""
        if attr == 'close':
            return self.__close
        if attr == 'transport':
            return self.__transport
        raise AttributeError('Attribute %r not found' % (attr,))

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.__close()


Server = ServerProxy
