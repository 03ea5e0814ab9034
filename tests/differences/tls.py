# TLS is rustls, which speaks the versions 1.2 and 1.3 only.
import ssl

print(ssl.OPENSSL_VERSION.split()[0], ssl.HAS_TLSv1_2, ssl.HAS_TLSv1_3, ssl.HAS_TLSv1, ssl.HAS_SSLv3)
