"""Certificates taken apart: what ssl.getpeercert() tells of one. The encoding is DER (X.690), the fields are those of
RFC 5280."""

_NAMES = {
    "2.5.4.3": "commonName", "2.5.4.4": "surname", "2.5.4.5": "serialNumber", "2.5.4.6": "countryName",
    "2.5.4.7": "localityName", "2.5.4.8": "stateOrProvinceName", "2.5.4.9": "streetAddress",
    "2.5.4.10": "organizationName", "2.5.4.11": "organizationalUnitName", "2.5.4.12": "title",
    "2.5.4.13": "description", "2.5.4.15": "businessCategory", "2.5.4.17": "postalCode", "2.5.4.41": "name",
    "2.5.4.42": "givenName", "2.5.4.43": "initials", "2.5.4.44": "generationQualifier", "2.5.4.46": "dnQualifier",
    "2.5.4.65": "pseudonym", "2.5.4.97": "organizationIdentifier",
    "0.9.2342.19200300.100.1.1": "userId", "0.9.2342.19200300.100.1.25": "domainComponent",
    "1.2.840.113549.1.9.1": "emailAddress", "1.2.840.113549.1.9.2": "unstructuredName",
    "1.3.6.1.4.1.311.60.2.1.1": "jurisdictionLocalityName",
    "1.3.6.1.4.1.311.60.2.1.2": "jurisdictionStateOrProvinceName",
    "1.3.6.1.4.1.311.60.2.1.3": "jurisdictionCountryName",
}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def read(data, at=0):
    """The element at a place: its tag, its content, and where the next one begins."""
    tag, length = data[at], data[at + 1]
    at += 2
    if length & 0x80:
        size = length & 0x7F
        length = int.from_bytes(data[at:at + size], "big")
        at += size
    if at + length > len(data):
        raise ValueError("the certificate is cut off")
    return tag, data[at:at + length], at + length


def elements(data):
    """The elements in the content of another one: pairs of tag and content."""
    at = 0
    while at < len(data):
        tag, content, at = read(data, at)
        yield tag, content


def oid(content):
    """An object identifier as text."""
    arcs = []
    value = 0
    for byte in content:
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            arcs.append(value)
            value = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, [first, arcs[0] - 40 * first, *arcs[1:]]))


def _text(tag, content):
    if tag == 0x1E:  # BMPString
        return content.decode("utf-16-be")
    if tag == 0x1C:  # UniversalString
        return content.decode("utf-32-be")
    return content.decode("utf-8" if tag == 0x0C else "latin-1")


def _name(content):
    """A distinguished name: a tuple of its relative names, each a tuple of pairs."""
    found = []
    for _, relative in elements(content):
        pairs = []
        for _, pair in elements(relative):
            (_, kind), (tag, value) = elements(pair)
            kind = oid(kind)
            pairs.append((_NAMES.get(kind, kind), _text(tag, value)))
        found.append(tuple(pairs))
    return tuple(found)


def _time(tag, content):
    text = content.decode("ascii")
    if tag == 0x17:  # UTCTime has two digits of the year.
        text = ("20" if int(text[:2]) < 50 else "19") + text
    month = _MONTHS[int(text[4:6]) - 1]
    return f"{month} {int(text[6:8]):2} {text[8:10]}:{text[10:12]}:{text[12:14]} {text[:4]} GMT"


def _address(content):
    if len(content) == 4:
        return ".".join(map(str, content))
    if len(content) == 16:
        return ":".join(f"{int.from_bytes(content[i:i + 2], 'big'):X}" for i in range(0, 16, 2))
    return "<invalid>"


def _general_name(tag, content):
    number = tag & 0x1F
    if number == 1:
        return "email", content.decode("latin-1")
    if number == 2:
        return "DNS", content.decode("latin-1")
    if number == 4:
        return "DirName", _name(read(content)[1])
    if number == 6:
        return "URI", content.decode("latin-1")
    if number == 7:
        return "IP Address", _address(content)
    if number == 8:
        return "Registered ID", oid(content)
    return "othername", "<unsupported>"


def _locations(content):
    """The URLs at which lists of revoked certificates are."""
    found = []
    for _, point in elements(content):
        for tag, part in elements(point):
            if tag == 0xA0:
                for tag, name in elements(part):
                    if tag == 0xA0:
                        found += [value.decode("latin-1") for tag, value in elements(name) if tag & 0x1F == 6]
    return tuple(found)


def decode(der):
    """What a certificate says."""
    fields = list(elements(read(read(der)[1])[1]))
    version = 1
    if fields[0][0] == 0xA0:
        version = int.from_bytes(read(fields.pop(0)[1])[1], "big") + 1
    serial, _, issuer, validity, subject = [content for _, content in fields[:5]]
    begin, end = elements(validity)
    serial = serial.hex().upper()
    if serial.startswith("00") and len(serial) > 2:
        serial = serial[2:]
    found = {"subject": _name(subject), "issuer": _name(issuer), "version": version, "serialNumber": serial,
             "notBefore": _time(*begin), "notAfter": _time(*end)}
    extensions = {}
    for tag, content in fields[6:]:
        if tag == 0xA3:
            for _, extension in elements(read(content)[1]):
                parts = list(elements(extension))
                extensions[oid(parts[0][1])] = parts[-1][1]
    if (content := extensions.get("2.5.29.17")) is not None:
        found["subjectAltName"] = tuple(_general_name(*name) for name in elements(read(content)[1]))
    if (content := extensions.get("1.3.6.1.5.5.7.1.1")) is not None:
        for name, method in (("OCSP", "1.3.6.1.5.5.7.48.1"), ("caIssuers", "1.3.6.1.5.5.7.48.2")):
            urls = []
            for _, access in elements(read(content)[1]):
                (_, kind), (tag, value) = elements(access)
                if oid(kind) == method and tag & 0x1F == 6:
                    urls.append(value.decode("latin-1"))
            if urls:
                found[name] = tuple(urls)
    if (content := extensions.get("2.5.29.31")) is not None and (urls := _locations(read(content)[1])):
        found["crlDistributionPoints"] = urls
    return found


def is_authority(der):
    """May the certificate sign others?"""
    for tag, content in list(elements(read(read(der)[1])[1]))[6:]:
        if tag == 0xA3:
            for _, extension in elements(read(content)[1]):
                parts = list(elements(extension))
                if oid(parts[0][1]) == "2.5.29.19":
                    return any(tag == 1 and value != b"\0" for tag, value in elements(read(parts[-1][1])[1]))
    return False


def cert_time_to_seconds(cert_time):
    """The seconds since 1970 of a certificate's time."""
    from calendar import timegm
    months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()
    parts = cert_time.split()
    try:
        month, day, clock, year, zone = parts
        number = [name.lower() for name in months].index(month.lower()) + 1
        hour, minute, second = map(int, clock.split(':'))
        if zone.upper() != 'GMT' or hour > 23 or minute > 59 or second > 60 or not 1 <= int(day) <= 31:
            raise ValueError
        return timegm((int(year), number, int(day), hour, minute, second))
    except ValueError:
        raise ValueError(f'time data {cert_time!r} does not match format "%b %d %H:%M:%S %Y GMT"') from None


PEM_HEADER = '-----BEGIN CERTIFICATE-----'
PEM_FOOTER = '-----END CERTIFICATE-----'


def DER_cert_to_PEM_cert(der_cert_bytes):
    """A certificate in PEM."""
    import base64
    text = base64.standard_b64encode(der_cert_bytes).decode('ascii')
    lines = [text[i:i + 64] for i in range(0, len(text), 64)]
    return '\n'.join([PEM_HEADER, *lines, PEM_FOOTER]) + '\n'


def PEM_cert_to_DER_cert(pem_cert_string):
    """A certificate in DER."""
    if not pem_cert_string.startswith(PEM_HEADER):
        raise ValueError(f'Invalid PEM encoding; must start with {PEM_HEADER}')
    import _ssl
    return _ssl.certificates(pem_cert_string.encode('ascii'))[0]
