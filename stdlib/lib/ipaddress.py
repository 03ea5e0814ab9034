"""IPv4 and IPv6 addresses, networks and interfaces."""

__version__ = "1.0"

import functools

IPV4LENGTH = 32
IPV6LENGTH = 128


class AddressValueError(ValueError):
    """An address that is none."""


class NetmaskValueError(ValueError):
    """A netmask that is none."""


def _of_first(address, kinds, what, **options):
    for kind in kinds:
        try:
            return kind(address, **options)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 {what}")


def ip_address(address):
    """An `IPv4Address` or `IPv6Address` of a text, an int or packed bytes."""
    return _of_first(address, (IPv4Address, IPv6Address), "address")


def ip_network(address, strict=True):
    """An `IPv4Network` or `IPv6Network`. With `strict`, bits of a host are an error."""
    return _of_first(address, (IPv4Network, IPv6Network), "network", strict=strict)


def ip_interface(address):
    """An `IPv4Interface` or `IPv6Interface`: an address and the network it is in."""
    return _of_first(address, (IPv4Interface, IPv6Interface), "interface")


def v4_int_to_packed(address):
    """The four bytes of an IPv4 address, in the order of networks."""
    try:
        return address.to_bytes(4)
    except OverflowError:
        raise ValueError("Address negative or too large for IPv4") from None


def v6_int_to_packed(address):
    """The sixteen bytes of an IPv6 address, in the order of networks."""
    try:
        return address.to_bytes(16)
    except OverflowError:
        raise ValueError("Address negative or too large for IPv6") from None


def _split_optional_netmask(address):
    parts = str(address).split("/")
    if len(parts) > 2:
        raise AddressValueError(f"Only one '/' permitted in {address!r}")
    return parts


def _ranges(addresses):
    """The first and the last of each run of addresses without a gap."""
    addresses = iter(addresses)
    first = last = next(addresses)
    for address in addresses:
        if address._ip != last._ip + 1:
            yield first, last
            first = address
        last = address
    yield first, last


def _zero_bits(number, most):
    """How many zeros a number ends in."""
    if number == 0:
        return most
    return min(most, (~number & (number - 1)).bit_length())


def summarize_address_range(first, last):
    """The networks that have the addresses from the first to the last, and no others."""
    if not (isinstance(first, _BaseAddress) and isinstance(last, _BaseAddress)):
        raise TypeError("first and last must be IP addresses, not networks")
    if first.version != last.version:
        raise TypeError(f"{first} and {last} are not of the same version")
    if first > last:
        raise ValueError("last IP address must be greater than first")
    if first.version == 4:
        network = IPv4Network
    elif first.version == 6:
        network = IPv6Network
    else:
        raise ValueError("unknown IP version")
    bits = first.max_prefixlen
    start, end = first._ip, last._ip
    while start <= end:
        size = min(_zero_bits(start, bits), (end - start + 1).bit_length() - 1)
        yield network((start, bits - size))
        start += 1 << size
        if start - 1 == network._ALL_ONES:
            break


def _collapse_addresses_internal(addresses):
    waiting = list(addresses)
    found = {}
    while waiting:
        net = waiting.pop()
        larger = net.supernet()
        other = found.get(larger)
        if other is None:
            found[larger] = net
        elif other != net:
            # Both halves are there.
            del found[larger]
            waiting.append(larger)
    last = None
    for net in sorted(found.values()):
        if last is not None and last.broadcast_address >= net.broadcast_address:
            continue
        yield net
        last = net


def collapse_addresses(addresses):
    """As few networks as have all addresses of some networks and addresses."""
    single, nets = [], []
    for ip in addresses:
        if isinstance(ip, _BaseAddress) or ip._prefixlen == ip.max_prefixlen:
            if single and single[-1].version != ip.version:
                raise TypeError(f"{ip} and {single[-1]} are not of the same version")
            if isinstance(ip, _BaseAddress):
                single.append(ip)
            else:
                try:
                    single.append(ip.ip)
                except AttributeError:
                    single.append(ip.network_address)
        else:
            if nets and nets[-1].version != ip.version:
                raise TypeError(f"{ip} and {nets[-1]} are not of the same version")
            nets.append(ip)
    single = sorted(set(single))
    made = []
    if single:
        for first, last in _ranges(single):
            made.extend(summarize_address_range(first, last))
    return _collapse_addresses_internal(made + nets)


def get_mixed_type_key(obj):
    """A key that sorts networks and addresses together."""
    if isinstance(obj, (_BaseNetwork, _BaseAddress)):
        return obj._get_address_key() if isinstance(obj, _BaseAddress) else obj._get_networks_key()
    return NotImplemented


class _IPAddressBase:
    """What addresses and networks have in common."""

    __slots__ = ()

    @property
    def exploded(self):
        """The whole text, with all zeros."""
        return self._explode_shorthand_ip_string()

    @property
    def compressed(self):
        """The short text."""
        return str(self)

    @property
    def reverse_pointer(self):
        """The name whose PTR record names the host (RFC 1035, RFC 3596)."""
        return self._reverse_pointer()

    @classmethod
    def _check_int_address(cls, address):
        if address < 0:
            raise AddressValueError(f"{address} (< 0) is not permitted as an IPv{cls.version} address")
        if address > cls._ALL_ONES:
            raise AddressValueError(
                f"{address} (>= 2**{cls.max_prefixlen}) is not permitted as an IPv{cls.version} address")

    @classmethod
    def _check_packed_address(cls, address, expected):
        if len(address) != expected:
            raise AddressValueError(
                f"{address!r} (len {len(address)} != {expected}) is not permitted as an IPv{cls.version} address")

    @classmethod
    def _ip_int_from_prefix(cls, prefixlen):
        return cls._ALL_ONES ^ (cls._ALL_ONES >> prefixlen)

    @classmethod
    def _prefix_from_ip_int(cls, ip_int):
        zeros = _zero_bits(ip_int, cls.max_prefixlen)
        prefixlen = cls.max_prefixlen - zeros
        if ip_int >> zeros != (1 << prefixlen) - 1:
            raise ValueError(f"Netmask pattern {ip_int.to_bytes(cls.max_prefixlen // 8)!r} mixes zeroes & ones")
        return prefixlen

    @classmethod
    def _report_invalid_netmask(cls, netmask):
        raise NetmaskValueError(f"{netmask!r} is not a valid netmask") from None

    @classmethod
    def _make_netmask(cls, arg):
        if arg not in cls._netmask_cache:
            if isinstance(arg, int):
                prefixlen = arg
                if not 0 <= prefixlen <= cls.max_prefixlen:
                    cls._report_invalid_netmask(prefixlen)
            else:
                prefixlen = cls._prefix_from_netmask_string(arg)
            cls._netmask_cache[arg] = cls._netmask(prefixlen), prefixlen
        return cls._netmask_cache[arg]

    @classmethod
    def _prefix_from_prefix_string(cls, text):
        if not (text.isascii() and text.isdigit()):
            cls._report_invalid_netmask(text)
        prefixlen = int(text)
        if not 0 <= prefixlen <= cls.max_prefixlen:
            cls._report_invalid_netmask(text)
        return prefixlen

    @classmethod
    def _prefix_from_ip_string(cls, text):
        """The length of a prefix from a netmask, or from its opposite, a host mask."""
        try:
            number = cls._ip_int_from_string(text)
        except AddressValueError:
            cls._report_invalid_netmask(text)
        try:
            return cls._prefix_from_ip_int(number)
        except ValueError:
            pass
        try:
            return cls._prefix_from_ip_int(number ^ cls._ALL_ONES)
        except ValueError:
            cls._report_invalid_netmask(text)

    @classmethod
    def _split_addr_prefix(cls, address):
        if isinstance(address, (bytes, int)):
            return address, cls.max_prefixlen
        if not isinstance(address, tuple):
            address = _split_optional_netmask(address)
        if len(address) > 1:
            return address
        return address[0], cls.max_prefixlen

    def __reduce__(self):
        return self.__class__, (str(self),)


_address_fmt_re = None


@functools.total_ordering
class _BaseAddress(_IPAddressBase):
    """One address."""

    __slots__ = ()

    def __int__(self):
        return self._ip

    def __eq__(self, other):
        try:
            return self._ip == other._ip and self.version == other.version
        except AttributeError:
            return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _BaseAddress):
            return NotImplemented
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        if self._ip != other._ip:
            return self._ip < other._ip
        return False

    def __add__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return self.__class__(int(self) + other)

    def __sub__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return self.__class__(int(self) - other)

    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"

    def __str__(self):
        return str(self._string_from_ip_int(self._ip))

    def __hash__(self):
        return hash(hex(int(self._ip)))

    def _get_address_key(self):
        return self.version, self

    def __reduce__(self):
        return self.__class__, (self._ip,)

    def __format__(self, fmt):
        """As a text, or with `b`, `x`, `X` or `n` as a number of the full width; `#` and `_` before it."""
        if not fmt or fmt[-1] == "s":
            return format(str(self), fmt)
        global _address_fmt_re
        if _address_fmt_re is None:
            import re
            _address_fmt_re = re.compile("(#?)(_?)([xbnX])")
        match = _address_fmt_re.fullmatch(fmt)
        if not match:
            return super().__format__(fmt)
        alternate, grouping, kind = match.groups()
        if kind == "n":
            kind = "b" if self.version == 4 else "x"
        width = self.max_prefixlen if kind == "b" else self.max_prefixlen // 4
        if grouping:
            width += width // 4 - 1
        if alternate:
            width += 2
        return format(int(self), f"{alternate}0{width}{grouping}{kind}")


@functools.total_ordering
class _BaseNetwork(_IPAddressBase):
    """A network: an address and the length of its prefix."""

    def __init__(self, address, strict=True):
        addr, mask = self._split_addr_prefix(address)
        self.network_address = self._address_class(addr)
        self.netmask, self._prefixlen = self._make_netmask(mask)
        packed = int(self.network_address)
        if packed & int(self.netmask) != packed:
            if strict:
                raise ValueError(f"{self} has host bits set")
            self.network_address = self._address_class(packed & int(self.netmask))
        if self._prefixlen == self.max_prefixlen - 1:
            self.hosts = self.__iter__
        elif self._prefixlen == self.max_prefixlen:
            self.hosts = lambda: [self._address_class(addr)]

    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"

    def __str__(self):
        return f"{self.network_address}/{self.prefixlen}"

    def hosts(self):
        """The addresses of hosts, without those of the network and of broadcasts."""
        for number in range(int(self.network_address) + 1, int(self.broadcast_address)):
            yield self._address_class(number)

    def __iter__(self):
        for number in range(int(self.network_address), int(self.broadcast_address) + 1):
            yield self._address_class(number)

    def __getitem__(self, n):
        network, broadcast = int(self.network_address), int(self.broadcast_address)
        if n >= 0:
            if network + n > broadcast:
                raise IndexError("address out of range")
            return self._address_class(network + n)
        n += 1
        if broadcast + n < network:
            raise IndexError("address out of range")
        return self._address_class(broadcast + n)

    def __lt__(self, other):
        if not isinstance(other, _BaseNetwork):
            return NotImplemented
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        if self.network_address != other.network_address:
            return self.network_address < other.network_address
        if self.netmask != other.netmask:
            return self.netmask < other.netmask
        return False

    def __eq__(self, other):
        try:
            return (self.version == other.version and self.network_address == other.network_address
                    and int(self.netmask) == int(other.netmask))
        except AttributeError:
            return NotImplemented

    def __hash__(self):
        return hash((int(self.network_address), int(self.netmask)))

    def __contains__(self, other):
        if self.version != other.version or isinstance(other, _BaseNetwork):
            return False
        return other._ip & self.netmask._ip == self.network_address._ip

    def overlaps(self, other):
        """Whether some address is in both networks."""
        return (self.network_address in other or self.broadcast_address in other
                or other.network_address in self or other.broadcast_address in self)

    @functools.cached_property
    def broadcast_address(self):
        return self._address_class(int(self.network_address) | int(self.hostmask))

    @functools.cached_property
    def hostmask(self):
        return self._address_class(int(self.netmask) ^ self._ALL_ONES)

    @property
    def with_prefixlen(self):
        return f"{self.network_address}/{self._prefixlen}"

    @property
    def with_netmask(self):
        return f"{self.network_address}/{self.netmask}"

    @property
    def with_hostmask(self):
        return f"{self.network_address}/{self.hostmask}"

    @property
    def num_addresses(self):
        """How many addresses there are."""
        return int(self.broadcast_address) - int(self.network_address) + 1

    @property
    def _address_class(self):
        raise NotImplementedError(f"{type(self).__name__!r:} has no associated address class")

    @property
    def prefixlen(self):
        return self._prefixlen

    def address_exclude(self, other):
        """The networks that remain of this one without another in it."""
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        if not isinstance(other, _BaseNetwork):
            raise TypeError(f"{other} is not a network object")
        if not other.subnet_of(self):
            raise ValueError(f"{other} not contained in {self}")
        if other == self:
            return
        other = other.__class__(f"{other.network_address}/{other.prefixlen}")
        low, high = self.subnets()
        while low != other and high != other:
            if other.subnet_of(low):
                yield high
                low, high = low.subnets()
            else:
                yield low
                low, high = high.subnets()
        yield high if low == other else low

    def compare_networks(self, other):
        """-1, 0 or 1 as this network comes before the other, is the same, or comes after it; hosts do not count."""
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same type")
        mine = self.network_address, self.netmask
        theirs = other.network_address, other.netmask
        return (mine > theirs) - (mine < theirs)

    def _get_networks_key(self):
        return self.version, self.network_address, self.netmask

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        """The networks that this one is made of."""
        if self._prefixlen == self.max_prefixlen:
            yield self
            return
        if new_prefix is not None:
            if new_prefix < self._prefixlen:
                raise ValueError("new prefix must be longer")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = new_prefix - self._prefixlen
        if prefixlen_diff < 0:
            raise ValueError("prefix length diff must be > 0")
        new_prefixlen = self._prefixlen + prefixlen_diff
        if new_prefixlen > self.max_prefixlen:
            raise ValueError(f"prefix length diff {new_prefixlen} is invalid for netblock {self}")
        step = (int(self.hostmask) + 1) >> prefixlen_diff
        for start in range(int(self.network_address), int(self.broadcast_address) + 1, step):
            yield self.__class__((start, new_prefixlen))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        """The network that this one is a part of."""
        if self._prefixlen == 0:
            return self
        if new_prefix is not None:
            if new_prefix > self._prefixlen:
                raise ValueError("new prefix must be shorter")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = self._prefixlen - new_prefix
        new_prefixlen = self.prefixlen - prefixlen_diff
        if new_prefixlen < 0:
            raise ValueError(
                f"current prefixlen is {self.prefixlen}, cannot have a prefixlen_diff of {prefixlen_diff}")
        return self.__class__((int(self.network_address) & (int(self.netmask) << prefixlen_diff), new_prefixlen))

    @staticmethod
    def _is_subnet_of(a, b):
        try:
            if a.version != b.version:
                raise TypeError(f"{a} and {b} are not of the same version")
            return b.network_address <= a.network_address and b.broadcast_address >= a.broadcast_address
        except AttributeError:
            raise TypeError(f"Unable to test subnet containment between {a} and {b}") from None

    def subnet_of(self, other):
        return self._is_subnet_of(self, other)

    def supernet_of(self, other):
        return self._is_subnet_of(other, self)

    def _both(self, name):
        return getattr(self.network_address, name) and getattr(self.broadcast_address, name)

    @property
    def is_reserved(self):
        return self._both("is_reserved")

    @property
    def is_link_local(self):
        return self._both("is_link_local")

    @property
    def is_multicast(self):
        return self._both("is_multicast")

    @property
    def is_private(self):
        return (any(self.network_address in net and self.broadcast_address in net
                    for net in self._constants._private_networks)
                and all(self.network_address not in net and self.broadcast_address not in net
                        for net in self._constants._private_networks_exceptions))

    @property
    def is_global(self):
        return not self.is_private

    @property
    def is_unspecified(self):
        return self._both("is_unspecified")

    @property
    def is_loopback(self):
        return self._both("is_loopback")

    def _explode_shorthand_ip_string(self):
        return f"{self.network_address.exploded}/{self._prefixlen}"


class _BaseV4:
    """What is the same for all of IPv4."""

    __slots__ = ()
    version = 4
    max_prefixlen = IPV4LENGTH
    _ALL_ONES = (1 << IPV4LENGTH) - 1
    _netmask_cache = {}

    def _explode_shorthand_ip_string(self):
        return str(self)

    @classmethod
    def _netmask(cls, prefixlen):
        return IPv4Address(cls._ip_int_from_prefix(prefixlen))

    @classmethod
    def _prefix_from_netmask_string(cls, text):
        try:
            return cls._prefix_from_prefix_string(text)
        except NetmaskValueError:
            return cls._prefix_from_ip_string(text)

    @classmethod
    def _ip_int_from_string(cls, text):
        if not text:
            raise AddressValueError("Address cannot be empty")
        octets = text.split(".")
        if len(octets) != 4:
            raise AddressValueError(f"Expected 4 octets in {text!r}")
        try:
            return int.from_bytes(map(cls._parse_octet, octets))
        except ValueError as error:
            raise AddressValueError(f"{error} in {text!r}") from None

    @classmethod
    def _parse_octet(cls, text):
        if not text:
            raise ValueError("Empty octet not permitted")
        if not (text.isascii() and text.isdigit()):
            raise ValueError(f"Only decimal digits permitted in {text!r}")
        if len(text) > 3:
            raise ValueError(f"At most 3 characters permitted in {text!r}")
        if text != "0" and text[0] == "0":
            raise ValueError(f"Leading zeros are not permitted in {text!r}")
        octet = int(text)
        if octet > 255:
            raise ValueError(f"Octet {octet} (> 255) not permitted")
        return octet

    @classmethod
    def _string_from_ip_int(cls, ip_int):
        return ".".join(map(str, ip_int.to_bytes(4)))

    def _reverse_pointer(self):
        return ".".join(str(self).split(".")[::-1]) + ".in-addr.arpa"


class IPv4Address(_BaseV4, _BaseAddress):
    """An IPv4 address, of a text with four numbers, of an int, or of four bytes."""

    __slots__ = ("_ip", "__weakref__")

    def __init__(self, address):
        if isinstance(address, int):
            self._check_int_address(address)
            self._ip = address
        elif isinstance(address, bytes):
            self._check_packed_address(address, 4)
            self._ip = int.from_bytes(address)
        else:
            text = str(address)
            if "/" in text:
                raise AddressValueError(f"Unexpected '/' in {address!r}")
            self._ip = self._ip_int_from_string(text)

    @property
    def packed(self):
        """The address as four bytes."""
        return v4_int_to_packed(self._ip)

    @property
    def is_reserved(self):
        return self in self._constants._reserved_network

    @property
    @functools.lru_cache()
    def is_private(self):
        return (any(self in net for net in self._constants._private_networks)
                and all(self not in net for net in self._constants._private_networks_exceptions))

    @property
    @functools.lru_cache()
    def is_global(self):
        return self not in self._constants._public_network and not self.is_private

    @property
    def is_multicast(self):
        return self in self._constants._multicast_network

    @property
    def is_unspecified(self):
        return self == self._constants._unspecified_address

    @property
    def is_loopback(self):
        return self in self._constants._loopback_network

    @property
    def is_link_local(self):
        return self in self._constants._linklocal_network

    @property
    def ipv6_mapped(self):
        """The IPv6 address that stands for this one (RFC 4291)."""
        return IPv6Address(f"::ffff:{self}")


class _Interface:
    """An address with its network."""

    def __init__(self, address):
        addr, mask = self._split_addr_prefix(address)
        super().__init__(addr)
        self.network = self._network_class((addr, mask), strict=False)
        self.netmask = self.network.netmask
        self._prefixlen = self.network._prefixlen

    @functools.cached_property
    def hostmask(self):
        return self.network.hostmask

    def __eq__(self, other):
        equal = super().__eq__(other)
        if equal is NotImplemented or not equal:
            return equal
        try:
            return self.network == other.network
        except AttributeError:
            # An address and an interface are never the same.
            return False

    def __lt__(self, other):
        less = super().__lt__(other)
        if less is NotImplemented:
            return NotImplemented
        try:
            return self.network < other.network or self.network == other.network and less
        except AttributeError:
            # All plain addresses come before interfaces.
            return False

    def __hash__(self):
        return hash((self._ip, self._prefixlen, int(self.network.network_address)))

    __reduce__ = _IPAddressBase.__reduce__

    @property
    def ip(self):
        return self._plain_class(self._ip)

    @property
    def with_prefixlen(self):
        return f"{self._string_from_ip_int(self._ip)}/{self._prefixlen}"

    @property
    def with_netmask(self):
        return f"{self._string_from_ip_int(self._ip)}/{self.netmask}"

    @property
    def with_hostmask(self):
        return f"{self._string_from_ip_int(self._ip)}/{self.hostmask}"


class IPv4Interface(_Interface, IPv4Address):
    """An IPv4 address with its network."""

    def __str__(self):
        return f"{self._string_from_ip_int(self._ip)}/{self._prefixlen}"


class IPv4Network(_BaseV4, _BaseNetwork):
    """An IPv4 network, of a text with a prefix, a netmask or a host mask after a slash, or of a pair."""

    _address_class = IPv4Address

    @property
    @functools.lru_cache()
    def is_global(self):
        shared = self._constants._public_network
        return not (self.network_address in shared and self.broadcast_address in shared) and not self.is_private


IPv4Interface._network_class = IPv4Network
IPv4Interface._plain_class = IPv4Address


class _IPv4Constants:
    """What the registries say of IPv4 networks."""

    _linklocal_network = IPv4Network("169.254.0.0/16")
    _loopback_network = IPv4Network("127.0.0.0/8")
    _multicast_network = IPv4Network("224.0.0.0/4")
    _public_network = IPv4Network("100.64.0.0/10")
    _private_networks = [IPv4Network(net) for net in (
        "0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.0.170/31", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "240.0.0.0/4", "255.255.255.255/32")]
    _private_networks_exceptions = [IPv4Network("192.0.0.9/32"), IPv4Network("192.0.0.10/32")]
    _reserved_network = IPv4Network("240.0.0.0/4")
    _unspecified_address = IPv4Address("0.0.0.0")


IPv4Address._constants = _IPv4Constants
IPv4Network._constants = _IPv4Constants


class _BaseV6:
    """What is the same for all of IPv6."""

    __slots__ = ()
    version = 6
    max_prefixlen = IPV6LENGTH
    _ALL_ONES = (1 << IPV6LENGTH) - 1
    _HEXTET_COUNT = 8
    _HEX_DIGITS = frozenset("0123456789ABCDEFabcdef")
    _netmask_cache = {}

    @classmethod
    def _netmask(cls, prefixlen):
        return IPv6Address(cls._ip_int_from_prefix(prefixlen))

    @classmethod
    def _prefix_from_netmask_string(cls, text):
        return cls._prefix_from_prefix_string(text)

    @classmethod
    def _ip_int_from_string(cls, text):
        if not text:
            raise AddressValueError("Address cannot be empty")
        if len(text) > 45:
            shown = text if len(text) <= 100 else f"{text[:45]}({len(text) - 90} chars elided){text[-45:]}"
            raise AddressValueError(f"At most 45 characters expected in {shown!r}")
        # Eight hextets and an empty one on each side are the most that can be.
        parts = text.split(":", maxsplit=cls._HEXTET_COUNT + 1)
        if len(parts) < 3:
            raise AddressValueError(f"At least 3 parts expected in {text!r}")
        if "." in parts[-1]:
            try:
                last = IPv4Address(parts.pop())._ip
            except AddressValueError as error:
                raise AddressValueError(f"{error} in {text!r}") from None
            parts += [f"{last >> 16 & 0xffff:x}", f"{last & 0xffff:x}"]
        if len(parts) > cls._HEXTET_COUNT + 1:
            raise AddressValueError(f"At most {cls._HEXTET_COUNT} colons permitted in {text!r}")
        skip = None
        for index in range(1, len(parts) - 1):
            if not parts[index]:
                if skip is not None:
                    raise AddressValueError(f"At most one '::' permitted in {text!r}")
                skip = index
        if skip is not None:
            high, low = skip, len(parts) - skip - 1
            if not parts[0]:
                high -= 1
                if high:
                    raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
            if not parts[-1]:
                low -= 1
                if low:
                    raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
            skipped = cls._HEXTET_COUNT - high - low
            if skipped < 1:
                raise AddressValueError(
                    f"Expected at most {cls._HEXTET_COUNT - 1} other parts with '::' in {text!r}")
        else:
            if len(parts) != cls._HEXTET_COUNT:
                raise AddressValueError(f"Exactly {cls._HEXTET_COUNT} parts expected without '::' in {text!r}")
            if not parts[0]:
                raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
            if not parts[-1]:
                raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
            high, low, skipped = len(parts), 0, 0
        try:
            number = 0
            for part in parts[:high]:
                number = number << 16 | cls._parse_hextet(part)
            number <<= 16 * skipped
            for part in parts[len(parts) - low:]:
                number = number << 16 | cls._parse_hextet(part)
            return number
        except ValueError as error:
            raise AddressValueError(f"{error} in {text!r}") from None

    @classmethod
    def _parse_hextet(cls, text):
        if not cls._HEX_DIGITS.issuperset(text):
            raise ValueError(f"Only hex digits permitted in {text!r}")
        if len(text) > 4:
            raise ValueError(f"At most 4 characters permitted in {text!r}")
        return int(text, 16)

    @classmethod
    def _compress_hextets(cls, hextets):
        """With the longest run of zeros, the first of those, left out."""
        best_start, best_length = -1, 1
        start = None
        for index, hextet in enumerate(hextets + ["x"]):
            if hextet == "0":
                if start is None:
                    start = index
            elif start is not None:
                if index - start > best_length:
                    best_start, best_length = start, index - start
                start = None
        if best_start >= 0:
            end = best_start + best_length
            middle = [""]
            if end == len(hextets):
                middle.append("")
            if best_start == 0:
                middle.insert(0, "")
            hextets = hextets[:best_start] + middle + hextets[end:]
        return hextets

    @classmethod
    def _string_from_ip_int(cls, ip_int=None):
        if ip_int is None:
            ip_int = int(cls._ip)
        if ip_int > cls._ALL_ONES:
            raise ValueError("IPv6 address is too large")
        digits = f"{ip_int:032x}"
        return ":".join(cls._compress_hextets([f"{int(digits[at:at + 4], 16):x}" for at in range(0, 32, 4)]))

    def _explode_shorthand_ip_string(self):
        if isinstance(self, IPv6Network):
            text = str(self.network_address)
        elif isinstance(self, IPv6Interface):
            text = str(self.ip)
        else:
            text = str(self)
        digits = f"{self._ip_int_from_string(text):032x}"
        whole = ":".join(digits[at:at + 4] for at in range(0, 32, 4))
        return f"{whole}/{self._prefixlen}" if isinstance(self, (_BaseNetwork, IPv6Interface)) else whole

    def _reverse_pointer(self):
        number = self.network_address._ip if isinstance(self, _BaseNetwork) else self._ip
        text = f"{number:032x}"
        if isinstance(self, (_BaseNetwork, IPv6Interface)):
            text += f"/{self._prefixlen}"
        return ".".join(text[::-1]) + ".ip6.arpa"

    @staticmethod
    def _split_scope_id(ip_str):
        """An address and its zone, or `None` (RFC 4007)."""
        addr, percent, scope_id = ip_str.partition("%")
        if not percent:
            return addr, None
        if not scope_id or "%" in scope_id:
            raise AddressValueError(f"Invalid IPv6 address: \"{ip_str!r}\"")
        return addr, scope_id


class IPv6Address(_BaseV6, _BaseAddress):
    """An IPv6 address, of a text, of an int, or of sixteen bytes."""

    __slots__ = ("_ip", "_scope_id", "__weakref__")

    def __init__(self, address):
        if isinstance(address, int):
            self._check_int_address(address)
            self._ip = address
            self._scope_id = None
        elif isinstance(address, bytes):
            self._check_packed_address(address, 16)
            self._ip = int.from_bytes(address)
            self._scope_id = None
        else:
            text = str(address)
            if "/" in text:
                raise AddressValueError(f"Unexpected '/' in {address!r}")
            text, self._scope_id = self._split_scope_id(text)
            self._ip = self._ip_int_from_string(text)

    def _explode_shorthand_ip_string(self):
        mapped = self.ipv4_mapped
        if mapped is None:
            return super()._explode_shorthand_ip_string()
        prefix = "0000:0000:0000:0000:0000:ffff:"
        return prefix + str(mapped)

    def __str__(self):
        mapped = self.ipv4_mapped
        text = super().__str__() if mapped is None else f"::ffff:{mapped}"
        return f"{text}%{self._scope_id}" if self._scope_id else text

    def __hash__(self):
        return hash((self._ip, self._scope_id))

    def __eq__(self, other):
        equal = super().__eq__(other)
        if equal is NotImplemented or not equal:
            return equal
        return self._scope_id == getattr(other, "_scope_id", None)

    def __reduce__(self):
        return self.__class__, (str(self),)

    @property
    def scope_id(self):
        """The zone, what comes after a percent sign, or `None`."""
        return self._scope_id

    @property
    def packed(self):
        """The address as sixteen bytes."""
        return v6_int_to_packed(self._ip)

    def _of_mapped(self, name, otherwise):
        """What an IPv4 address says for the IPv6 address that stands for it."""
        mapped = self.ipv4_mapped
        return otherwise() if mapped is None else getattr(mapped, name)

    @property
    def is_multicast(self):
        return self._of_mapped("is_multicast", lambda: self in self._constants._multicast_network)

    @property
    def is_reserved(self):
        return self._of_mapped(
            "is_reserved", lambda: any(self in net for net in self._constants._reserved_networks))

    @property
    def is_link_local(self):
        return self._of_mapped("is_link_local", lambda: self in self._constants._linklocal_network)

    @property
    def is_site_local(self):
        return self in self._constants._sitelocal_network

    @property
    @functools.lru_cache()
    def is_private(self):
        constants = self._constants
        return self._of_mapped("is_private", lambda: (
            any(self in net for net in constants._private_networks)
            and all(self not in net for net in constants._private_networks_exceptions)))

    @property
    def is_global(self):
        return self._of_mapped("is_global", lambda: not self.is_private)

    @property
    def is_unspecified(self):
        return self._of_mapped("is_unspecified", lambda: self._ip == 0)

    @property
    def is_loopback(self):
        return self._of_mapped("is_loopback", lambda: self._ip == 1)

    @property
    def ipv4_mapped(self):
        """The IPv4 address that this one stands for, or `None`."""
        if self._ip >> 32 != 0xffff:
            return None
        return IPv4Address(self._ip & 0xffffffff)

    @property
    def teredo(self):
        """The server and the client of a Teredo address, or `None` (RFC 4380)."""
        if self._ip >> 96 != 0x20010000:
            return None
        return IPv4Address(self._ip >> 64 & 0xffffffff), IPv4Address(~self._ip & 0xffffffff)

    @property
    def sixtofour(self):
        """The IPv4 address in a 6to4 address, or `None` (RFC 3056)."""
        if self._ip >> 112 != 0x2002:
            return None
        return IPv4Address(self._ip >> 80 & 0xffffffff)


class IPv6Interface(_Interface, IPv6Address):
    """An IPv6 address with its network."""

    def __str__(self):
        return f"{super().__str__()}/{self._prefixlen}"

    @property
    def is_unspecified(self):
        return self._ip == 0 and self.network.is_unspecified

    @property
    def is_loopback(self):
        return super().is_loopback and self.network.is_loopback


class IPv6Network(_BaseV6, _BaseNetwork):
    """An IPv6 network, of a text with a prefix after a slash, or of a pair."""

    _address_class = IPv6Address

    def hosts(self):
        """The addresses of hosts, without that of the routers."""
        for number in range(int(self.network_address) + 1, int(self.broadcast_address) + 1):
            yield self._address_class(number)

    @property
    def is_site_local(self):
        return self.network_address.is_site_local and self.broadcast_address.is_site_local


IPv6Interface._network_class = IPv6Network
IPv6Interface._plain_class = IPv6Address


class _IPv6Constants:
    """What the registries say of IPv6 networks."""

    _linklocal_network = IPv6Network("fe80::/10")
    _multicast_network = IPv6Network("ff00::/8")
    _private_networks = [IPv6Network(net) for net in (
        "::1/128", "::/128", "::ffff:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
        "3fff::/20", "fc00::/7", "fe80::/10")]
    _private_networks_exceptions = [IPv6Network(net) for net in (
        "2001:1::1/128", "2001:1::2/128", "2001:3::/32", "2001:4:112::/48", "2001:20::/28", "2001:30::/28")]
    _reserved_networks = [IPv6Network(net) for net in (
        "::/8", "100::/8", "200::/7", "400::/6", "800::/5", "1000::/4", "4000::/3", "6000::/3", "8000::/3", "A000::/3",
        "C000::/3", "E000::/4", "F000::/5", "F800::/6", "FE00::/9")]
    _sitelocal_network = IPv6Network("fec0::/10")


IPv6Address._constants = _IPv6Constants
IPv6Network._constants = _IPv6Constants
