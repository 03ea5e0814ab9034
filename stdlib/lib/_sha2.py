"""The digests of FIPS 180-4, under the name of CPython's module."""

from hashlib import sha224, sha256, sha384, sha512

SHA224Type = SHA256Type = SHA384Type = SHA512Type = type(sha256())
