"""Types of files by their names, and the other way around."""

import os
import posixpath
import urllib.parse

__all__ = [
    "knownfiles", "inited", "MimeTypes", "guess_type", "guess_file_type", "guess_all_extensions", "guess_extension",
    "add_type", "init", "read_mime_types", "suffix_map", "encodings_map", "types_map", "common_types",
]

knownfiles = [
    "/etc/mime.types", "/etc/httpd/mime.types", "/etc/httpd/conf/mime.types", "/etc/apache/mime.types",
    "/etc/apache2/mime.types", "/usr/local/etc/httpd/conf/mime.types", "/usr/local/lib/netscape/mime.types",
    "/usr/local/etc/httpd/conf/mime.types", "/usr/local/etc/mime.types",
]

inited = False
_db = None

_SUFFIXES = {
    ".svgz": ".svg.gz", ".tgz": ".tar.gz", ".taz": ".tar.gz", ".tz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz",
}
_ENCODINGS = {".gz": "gzip", ".Z": "compress", ".bz2": "bzip2", ".xz": "xz", ".br": "br"}
# Types that are registered, each with its suffixes, of which the first is the usual one.
_TYPES = """\
text/javascript js mjs
application/json json
application/manifest+json webmanifest
application/msword doc dot wiz
application/n-quads nq
application/n-triples nt
application/octet-stream bin a dll exe o obj so
application/oda oda
application/pdf pdf
application/pkcs7-mime p7c
application/postscript ps ai eps
application/trig trig
application/vnd.apple.mpegurl m3u m3u8
application/vnd.ms-excel xls xlb
application/vnd.ms-powerpoint ppt pot ppa pps pwz
application/wasm wasm
application/x-bcpio bcpio
application/x-cpio cpio
application/x-csh csh
application/x-dvi dvi
application/x-gtar gtar
application/x-hdf hdf
application/x-hdf5 h5
application/x-latex latex
application/x-mif mif
application/x-netcdf cdf nc
application/x-pkcs12 p12 pfx
application/x-pn-realaudio ram
application/x-python-code pyc pyo
application/x-sh sh
application/x-shar shar
application/x-shockwave-flash swf
application/x-sv4cpio sv4cpio
application/x-sv4crc sv4crc
application/x-tar tar
application/x-tcl tcl
application/x-tex tex
application/x-texinfo texi texinfo
application/x-troff roff t tr
application/x-troff-man man
application/x-troff-me me
application/x-troff-ms ms
application/x-ustar ustar
application/x-wais-source src
application/xml xsl rdf wsdl xpdl
application/zip zip
audio/3gpp 3gp 3gpp
audio/3gpp2 3g2 3gpp2
audio/aac aac adts loas ass
audio/basic au snd
audio/mpeg mp3 mp2
audio/opus opus
audio/x-aiff aif aifc aiff
audio/x-pn-realaudio ra
audio/x-wav wav
image/avif avif
image/bmp bmp
image/gif gif
image/ief ief
image/jpeg jpg jpe jpeg
image/heic heic
image/heif heif
image/png png
image/svg+xml svg
image/tiff tiff tif
image/vnd.microsoft.icon ico
image/webp webp
image/x-cmu-raster ras
image/x-portable-anymap pnm
image/x-portable-bitmap pbm
image/x-portable-graymap pgm
image/x-portable-pixmap ppm
image/x-rgb rgb
image/x-xbitmap xbm
image/x-xpixmap xpm
image/x-xwindowdump xwd
message/rfc822 eml mht mhtml nws
text/css css
text/csv csv
text/html html htm
text/markdown md markdown
text/n3 n3
text/plain txt bat c h ksh pl srt
text/richtext rtx
text/rtf rtf
text/tab-separated-values tsv
text/vtt vtt
text/x-python py
text/x-rst rst
text/x-setext etx
text/x-sgml sgm sgml
text/x-vcard vcf
text/xml xml
video/mp4 mp4
video/mpeg mpeg m1v mpa mpe mpg
video/quicktime mov qt
video/webm webm
video/x-msvideo avi
video/x-sgi-movie movie
"""
# Types that are in use without being registered.
_COMMON = """\
application/rtf rtf
audio/midi midi mid
image/jpg jpg
image/pict pict pct pic
text/xul xul
"""


def _table(text):
    return {"." + suffix: line.split()[0] for line in text.splitlines() for suffix in line.split()[1:]}


suffix_map = _SUFFIXES.copy()
encodings_map = _ENCODINGS.copy()
types_map = _table(_TYPES)
common_types = _table(_COMMON)
_types_map_default = types_map.copy()
_common_types_default = common_types.copy()


class MimeTypes:
    """A table of types. Those that are registered come second in the pairs, those in common use first."""

    def __init__(self, filenames=(), strict=True):
        if not inited:
            init()
        self.encodings_map = _ENCODINGS.copy()
        self.suffix_map = _SUFFIXES.copy()
        self.types_map = ({}, {})
        self.types_map_inv = ({}, {})
        for suffix, type in _types_map_default.items():
            self.add_type(type, suffix, True)
        for suffix, type in _common_types_default.items():
            self.add_type(type, suffix, False)
        for name in filenames:
            self.read(name, strict)

    def add_type(self, type, ext, strict=True):
        """Says of which type files with a suffix are."""
        if not type:
            return
        self.types_map[strict][ext] = type
        suffixes = self.types_map_inv[strict].setdefault(type, [])
        if ext not in suffixes:
            suffixes.append(ext)

    def guess_type(self, url, strict=True):
        """The type and the encoding of what a URL or a path names; each can be `None`."""
        url = os.fspath(url)
        parts = urllib.parse.urlparse(url)
        if parts.scheme and len(parts.scheme) > 1:
            scheme, url = parts.scheme, parts.path
        else:
            return self.guess_file_type(url, strict=strict)
        if scheme == "data":
            # The type, which has a slash, stands before the comma, and parameters between them.
            comma = url.find(",")
            if comma < 0:
                return None, None
            semicolon = url.find(";", 0, comma)
            type = url[: semicolon if semicolon >= 0 else comma]
            if "=" in type or "/" not in type:
                type = "text/plain"
            return type, None
        return self._guess_file_type(url, strict, posixpath.splitext)

    def guess_file_type(self, path, *, strict=True):
        """The type and the encoding of a file; each can be `None`."""
        path = os.path.splitdrive(os.fsdecode(path))[1]
        return self._guess_file_type(path, strict, os.path.splitext)

    def _guess_file_type(self, path, strict, splitext):
        base, suffix = splitext(path)
        while (longer := self.suffix_map.get(suffix.lower())) is not None:
            base, suffix = splitext(base + longer)
        encoding = self.encodings_map.get(suffix)
        if encoding is not None:
            base, suffix = splitext(base)
        suffix = suffix.lower()
        if suffix in self.types_map[True]:
            return self.types_map[True][suffix], encoding
        if not strict and suffix in self.types_map[False]:
            return self.types_map[False][suffix], encoding
        return None, encoding

    def guess_all_extensions(self, type, strict=True):
        """The suffixes of files of a type."""
        type = type.lower()
        found = list(self.types_map_inv[True].get(type, []))
        if not strict:
            found += [suffix for suffix in self.types_map_inv[False].get(type, []) if suffix not in found]
        return found

    def guess_extension(self, type, strict=True):
        """The usual suffix of files of a type, or `None`."""
        found = self.guess_all_extensions(type, strict)
        return found[0] if found else None

    def read(self, filename, strict=True):
        """Adds what stands in a file."""
        with open(filename, encoding="utf-8") as file:
            self.readfp(file, strict)

    def readfp(self, fp, strict=True):
        """Adds what stands in an open file: lines of a type and its suffixes, and comments."""
        for line in fp:
            words = line.split("#")[0].split() if line.startswith("#") else line.split()
            for at, word in enumerate(words):
                if word.startswith("#"):
                    del words[at:]
                    break
            for suffix in words[1:]:
                self.add_type(words[0], "." + suffix, strict)

    def read_windows_registry(self, strict=True):
        """Does nothing: there is no registry here."""


def _database():
    if _db is None:
        init()
    return _db


def guess_type(url, strict=True):
    """The type and the encoding of what a URL or a path names; each can be `None`."""
    return _database().guess_type(url, strict)


def guess_file_type(path, *, strict=True):
    """The type and the encoding of a file; each can be `None`."""
    return _database().guess_file_type(path, strict=strict)


def guess_all_extensions(type, strict=True):
    """The suffixes of files of a type."""
    return _database().guess_all_extensions(type, strict)


def guess_extension(type, strict=True):
    """The usual suffix of files of a type, or `None`."""
    return _database().guess_extension(type, strict)


def add_type(type, ext, strict=True):
    """Says of which type files with a suffix are."""
    return _database().add_type(type, ext, strict)


def init(files=None):
    """Fills the tables: from `files`, and if they are not given, from what the system has."""
    global suffix_map, types_map, encodings_map, common_types, inited, _db
    inited = True
    if files is None or _db is None:
        db = MimeTypes()
        files = knownfiles if files is None else knownfiles + list(files)
    else:
        db = _db
    for file in files:
        if os.path.isfile(file):
            db.read(file)
    encodings_map = db.encodings_map
    suffix_map = db.suffix_map
    types_map = db.types_map[True]
    common_types = db.types_map[False]
    _db = db


def read_mime_types(file):
    """The table of suffixes and types in a file, or `None` if it cannot be opened."""
    try:
        file = open(file, encoding="utf-8")
    except OSError:
        return None
    with file:
        db = MimeTypes()
        db.readfp(file, True)
        return db.types_map[True]
