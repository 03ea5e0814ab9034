"""Addresses, networks and interfaces of IPv4 and IPv6."""
import copy
import pickle
from ipaddress import *


def show(f, *args, **options):
    try:
        result = repr(f(*args, **options))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(getattr(f, "__name__", f), args, options, result)


for text in ("1.2.3.4", "255.255.255.255", "1.2.3.256", "1.2.3", "01.2.3.4", "a.b.c.d", "1..2.3", "::1", "::",
             "2001:db8::1", "1:2:3:4:5:6:7:8", "1::8", "fe80::1%eth0", "fe80::1%", "1:2:3:4:5:6:7", "1::2::3", ":1::2",
             "12345::", "g::", "1:0:0:2:0:0:0:3", "", 1, -1, 2**32, 2**128, b"\1\2\3\4", b"abc", None, 1.5):
    show(ip_address, text)
for text in ("1.2.3.0/24", "1.2.3.4/24", "1.2.3.0/255.255.255.0", "1.2.3.0/0.0.0.255", "1.2.3.0/255.0.255.0",
             "1.2.3.4/33", "::/0", "2001:db8::/32", "2001:db8::/129", "1/2/3", ("1.2.3.0", 24), (1, 32)):
    show(ip_network, text)
    show(ip_network, text, strict=False)
    show(ip_interface, text)

kinds = ("is_private", "is_global", "is_multicast", "is_unspecified", "is_loopback", "is_link_local", "is_reserved")
for text in ("10.1.2.3", "8.8.8.8", "127.0.0.1", "224.0.0.1", "0.0.0.0", "169.254.1.1", "100.64.0.1", "192.0.0.9",
             "::1", "::", "fe80::1", "ff02::1", "fc00::1", "2001:db8::1", "2606:4700::1111"):
    address = ip_address(text)
    print(address, [kind for kind in kinds if getattr(address, kind)], address.exploded, address.reverse_pointer)
print(ip_address("2002:c000:204::").sixtofour, ip_address("2001:0:4136:e378:8000:63bf:3fff:fdd2").teredo)
print(ip_address("::ffff:1.2.3.4").ipv4_mapped, ip_address("fe80::1%eth0").scope_id)

net = ip_network("192.168.4.0/29")
print(net.netmask, net.hostmask, net.broadcast_address, net.num_addresses, net.prefixlen, net.with_netmask)
print(list(net.hosts()), net[1], net[-1], ip_address("192.168.4.7") in net)
print(list(net.subnets()), list(net.subnets(new_prefix=31)), net.supernet(), net.supernet(new_prefix=20))
show(lambda: net[8])
show(lambda: list(net.subnets(new_prefix=28)))
show(lambda: net.supernet(prefixlen_diff=30))
print(list(ip_network("10.0.0.0/30").address_exclude(ip_network("10.0.0.1/32"))))
print(net.overlaps(ip_network("192.168.0.0/16")), net.subnet_of(ip_network("192.168.0.0/16")))
print(list(summarize_address_range(ip_address("1.1.1.1"), ip_address("1.1.1.9"))))
print(list(collapse_addresses([ip_network("10.0.0.0/9"), ip_network("10.128.0.0/9"), ip_network("10.1.0.0/16")])))
print(list(ip_network("1.2.3.4/31").hosts()), list(ip_network("1.2.3.4/32").hosts()))

a, b = ip_address("1.2.3.4"), ip_address("1.2.3.5")
print(a < b, a == b, a + 1 == b, b - 1 == a, int(a), hash(a) == hash(ip_address("1.2.3.4")), sorted([b, a]))
show(lambda: a < ip_address("::1"))
show(lambda: a < net)
face = ip_interface("1.2.3.4/24")
print(face, face.ip, face.network, face.with_hostmask, face == a, face > ip_interface("1.2.3.3/24"))
for spec in ("", ">12", "b", "#x", "_b", "n", "#_X", "d"):
    show(format, a, spec)
    show(format, ip_address("::5"), spec)
for made in (a, net, face, ip_address("fe80::1%x"), ip_network("::/64")):
    print(pickle.loads(pickle.dumps(made)) == made, copy.deepcopy(made) == made)
