"""The cipher suites of TLS, and how `ssl.SSLContext.set_ciphers` chooses among them."""

# What rustls can agree on: number, name, protocol, bits, cipher, exchange of keys, signature.
SUITES = [
    (0x1302, 'TLS_AES_256_GCM_SHA384', 'TLSv1.3', 256, 'aes-256-gcm', 'kx-any', 'auth-any'),
    (0x1301, 'TLS_AES_128_GCM_SHA256', 'TLSv1.3', 128, 'aes-128-gcm', 'kx-any', 'auth-any'),
    (0x1303, 'TLS_CHACHA20_POLY1305_SHA256', 'TLSv1.3', 256, 'chacha20-poly1305', 'kx-any', 'auth-any'),
    (0xC02C, 'ECDHE-ECDSA-AES256-GCM-SHA384', 'TLSv1.2', 256, 'aes-256-gcm', 'kx-ecdhe', 'auth-ecdsa'),
    (0xC02B, 'ECDHE-ECDSA-AES128-GCM-SHA256', 'TLSv1.2', 128, 'aes-128-gcm', 'kx-ecdhe', 'auth-ecdsa'),
    (0xCCA9, 'ECDHE-ECDSA-CHACHA20-POLY1305', 'TLSv1.2', 256, 'chacha20-poly1305', 'kx-ecdhe', 'auth-ecdsa'),
    (0xC030, 'ECDHE-RSA-AES256-GCM-SHA384', 'TLSv1.2', 256, 'aes-256-gcm', 'kx-ecdhe', 'auth-rsa'),
    (0xC02F, 'ECDHE-RSA-AES128-GCM-SHA256', 'TLSv1.2', 128, 'aes-128-gcm', 'kx-ecdhe', 'auth-rsa'),
    (0xCCA8, 'ECDHE-RSA-CHACHA20-POLY1305', 'TLSv1.2', 256, 'chacha20-poly1305', 'kx-ecdhe', 'auth-rsa'),
]
_NEWEST = [suite[0] for suite in SUITES if suite[2] == 'TLSv1.3']


def select(text):
    """The numbers of the suites that a cipher list of OpenSSL chooses, best first; those of TLS 1.3 always are among
    them. An empty list if it chooses none."""
    import re
    chosen, killed = [], set()
    for word in re.split('[:, ]+|(?=@)', text):
        sign = word[:1] if word[:1] in ('!', '-', '+') else ''
        word = word[len(sign):]
        if not word or word.startswith('@'):
            # Strength and levels of security: all that there are fit every one.
            continue
        parts = word.split('+')
        fit = [suite[0] for suite in SUITES if suite[2] == 'TLSv1.2' and all(part in _words(suite) for part in parts)]
        if sign == '!':
            killed.update(fit)
        if sign == '+':
            chosen = [n for n in chosen if n not in fit] + [n for n in chosen if n in fit]
        elif sign:
            chosen = [n for n in chosen if n not in fit]
        else:
            chosen += [n for n in fit if n not in chosen and n not in killed]
    return _NEWEST + chosen if chosen else []


def _words(suite):
    """The words of a cipher list that mean a suite, among others."""
    _, name, _, bits, cipher, _, auth = suite
    words = {name, 'ALL', 'DEFAULT', 'HIGH', 'AEAD', 'TLSv1.2', 'ECDHE', 'EECDH', 'kECDHE', 'kEECDH', 'FIPS'}
    signature = auth.removeprefix('auth-').upper()
    words |= {signature, 'a' + signature}
    if cipher.startswith('aes'):
        words |= {'AES', 'AESGCM', f'AES{bits}', 'SHA384' if bits == 256 else 'SHA256'}
    else:
        words |= {'CHACHA20'}
        words.discard('FIPS')
    return words
