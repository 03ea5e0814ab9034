"""Private keys that are encrypted: PKCS #8 (RFC 5958, RFC 8018) and the older form of PEM (RFC 1423), with AES."""
import base64
import hashlib

import _ssl
from _x509 import elements, oid, read

_SIZES = {"2.16.840.1.101.3.4.1.2": 16, "2.16.840.1.101.3.4.1.22": 24, "2.16.840.1.101.3.4.1.42": 32}
_HASHES = {"1.2.840.113549.2.7": "sha1", "1.2.840.113549.2.8": "sha224", "1.2.840.113549.2.9": "sha256",
           "1.2.840.113549.2.10": "sha384", "1.2.840.113549.2.11": "sha512"}


def decrypted(pem, password):
    """The first encrypted key of a PEM file, in PEM without its encryption; None if there is none. The password is text,
    bytes or a function that returns it; None if it is not known. SSLError if that is not it."""
    found = find(pem)
    if found is None:
        return None
    if callable(password):
        password = password()
        if not isinstance(password, (str, bytes, bytearray)):
            raise TypeError("password callback must return a string")
    if password is None:
        raise _refused("the key is encrypted, and there is no password")
    if isinstance(password, str):
        password = password.encode()
    if len(password) > 1024:
        raise ValueError("password cannot be longer than 1024 bytes")
    try:
        key = decrypt(found, bytes(password))
    except (ValueError, KeyError, IndexError) as exc:
        raise _refused(exc) from None
    return _ssl.private_key(key)


def _refused(why):
    from ssl import SSLError
    return SSLError(9, f"[SSL] PEM lib: {why} (rustls)")


def find(pem):
    """The first encrypted key of a PEM file: its label, its headers and its bytes; None if there is none."""
    lines = iter(pem.decode("latin-1").splitlines())
    for line in lines:
        if not (line.startswith("-----BEGIN ") and line.rstrip().endswith("PRIVATE KEY-----")):
            continue
        label = line.strip()[11:-5]
        headers, text = {}, []
        for line in lines:
            if line.startswith("-----END "):
                break
            name, colon, value = line.partition(":")
            if colon:
                headers[name.strip()] = value.strip()
            else:
                text.append(line.strip())
        if label == "ENCRYPTED PRIVATE KEY" or "ENCRYPTED" in headers.get("Proc-Type", ""):
            return label, headers, base64.b64decode("".join(text))
    return None


def decrypt(found, password):
    """What find() found as PEM that is not encrypted; ValueError for a wrong password or a way that is not known."""
    label, headers, data = found
    if label == "ENCRYPTED PRIVATE KEY":
        label, data = "PRIVATE KEY", _pkcs8(data, password)
    else:
        data = _older(headers.get("DEK-Info", ""), data, password)
    if data[:1] != b"\x30" or read(data)[2] != len(data):
        raise ValueError("bad decrypt")
    text = base64.encodebytes(data).decode("ascii")
    return f"-----BEGIN {label}-----\n{text}-----END {label}-----\n".encode("ascii")


def _pkcs8(data, password):
    (_, algorithm), (_, secret) = elements(read(data)[1])
    (_, kind), (_, parameters) = elements(algorithm)
    if oid(kind) != "1.2.840.113549.1.5.13":
        raise ValueError(f"keys encrypted by {oid(kind)} are not supported")
    (_, derivation), (_, cipher) = elements(parameters)
    (_, kind), (_, arguments) = elements(derivation)
    if oid(kind) != "1.2.840.113549.1.5.12":
        raise ValueError(f"keys derived by {oid(kind)} are not supported")
    (_, salt), (_, count), *rest = elements(arguments)
    hash_name = "sha1"
    for tag, content in rest:
        if tag == 0x30:
            hash_name = _HASHES[oid(read(content)[1])]
    (_, kind), (_, vector) = elements(cipher)
    if oid(kind) not in _SIZES:
        raise ValueError(f"keys encrypted with {oid(kind)} are not supported")
    key = hashlib.pbkdf2_hmac(hash_name, password, salt, int.from_bytes(count, "big"), _SIZES[oid(kind)])
    return _unpadded(cbc(key, vector, secret))


def _older(info, data, password):
    name, _, vector = info.partition(",")
    sizes = {"AES-128-CBC": 16, "AES-192-CBC": 24, "AES-256-CBC": 32}
    if name not in sizes:
        raise ValueError(f"keys encrypted with {name} are not supported")
    vector = bytes.fromhex(vector.strip())
    key = block = b""
    while len(key) < sizes[name]:
        block = hashlib.md5(block + password + vector[:8]).digest()
        key += block
    return _unpadded(cbc(key[:sizes[name]], vector, data))


def _unpadded(data):
    size = data[-1] if data else 0
    if not 1 <= size <= 16 or data[-size:] != bytes([size]) * size:
        raise ValueError("bad decrypt")
    return data[:-size]


# AES (FIPS 197), decryption only: a key is decrypted once, and is short.

def _double(n):
    return n << 1 ^ 0x11B if n & 0x80 else n << 1


def _times(a, b):
    product = 0
    while b:
        if b & 1:
            product ^= a
        a, b = _double(a), b >> 1
    return product


def _boxes():
    """The substitution of bytes, and its inverse."""
    box, inverse = [0] * 256, [0] * 256
    p = q = 1
    while True:
        p ^= _double(p)
        p &= 0xFF
        q ^= q << 1
        q ^= q << 2
        q ^= q << 4
        q &= 0xFF
        if q & 0x80:
            q ^= 0x09
        value = 0x63
        for shift in range(5):
            value ^= (q << shift | q >> 8 - shift) & 0xFF
        box[p], inverse[value] = value, p
        if p == 1:
            break
    box[0], inverse[0x63] = 0x63, 0
    return box, inverse


def _round_keys(key, box):
    words = [list(key[i:i + 4]) for i in range(0, len(key), 4)]
    size = len(words)
    constant = 1
    for i in range(size, 4 * (size + 7)):
        word = list(words[-1])
        if i % size == 0:
            word = [box[b] for b in word[1:] + word[:1]]
            word[0] ^= constant
            constant = _double(constant)
        elif size > 6 and i % size == 4:
            word = [box[b] for b in word]
        words.append([a ^ b for a, b in zip(word, words[i - size])])
    return [sum(words[i:i + 4], []) for i in range(0, len(words), 4)]


def cbc(key, vector, data):
    """Decrypts data in chained blocks."""
    box, inverse = _boxes()
    keys = _round_keys(key, box)
    by = {factor: [_times(n, factor) for n in range(256)] for factor in (9, 11, 13, 14)}
    plain = bytearray()
    for at in range(0, len(data), 16):
        block = data[at:at + 16]
        state = [a ^ b for a, b in zip(block, keys[-1])]
        for number in range(len(keys) - 2, -1, -1):
            # Rows are shifted back, bytes substituted, the round's key added.
            state = [inverse[state[(i - 4 * (i % 4)) % 16]] ^ keys[number][i] for i in range(16)]
            if number:
                mixed = []
                for column in range(0, 16, 4):
                    a, b, c, d = state[column:column + 4]
                    mixed += [by[14][a] ^ by[11][b] ^ by[13][c] ^ by[9][d], by[9][a] ^ by[14][b] ^ by[11][c] ^ by[13][d],
                              by[13][a] ^ by[9][b] ^ by[14][c] ^ by[11][d], by[11][a] ^ by[13][b] ^ by[9][c] ^ by[14][d]]
                state = mixed
        plain += bytes(a ^ b for a, b in zip(state, vector))
        vector = block
    return bytes(plain)
