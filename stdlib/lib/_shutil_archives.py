"""Archives, the half of `shutil` that makes and unpacks them."""

import os
import sys

__all__ = ['ReadError', 'RegistryError', 'get_archive_formats', 'get_unpack_formats', 'make_archive',
           'register_archive_format', 'register_unpack_format', 'unpack_archive', 'unregister_archive_format',
           'unregister_unpack_format']


class ReadError(OSError):
    """The file is no such archive."""


class RegistryError(Exception):
    """The extension belongs to another format already."""


ReadError.__module__ = RegistryError.__module__ = 'shutil'

# By the name of a format: what makes it, further arguments of that, a description.
_makers = {}
# By the name of a format: its extensions, what unpacks it, further arguments of that, a description.
_unpackers = {}


def get_archive_formats():
    """The formats of `make_archive`, with descriptions."""
    return sorted((name, description) for name, (_, _, description) in _makers.items())


def register_archive_format(name, function, extra_args=None, description=''):
    """Has `make_archive` know a format: `function(base_name, base_dir, **options)` makes it."""
    extra_args = [] if extra_args is None else extra_args
    if not callable(function):
        raise TypeError(f'The {function} object is not callable')
    if not isinstance(extra_args, (tuple, list)):
        raise TypeError('extra_args needs to be a sequence')
    if not all(isinstance(pair, (tuple, list)) and len(pair) == 2 for pair in extra_args):
        raise TypeError('extra_args elements are : (arg_name, value)')
    _makers[name] = function, extra_args, description


def unregister_archive_format(name):
    """Has `make_archive` forget a format."""
    del _makers[name]


def make_archive(base_name, format, root_dir=None, base_dir=None, verbose=0, dry_run=0, owner=None, group=None,
                 logger=None):
    """Makes an archive, `base_name` and the format's extension, of what is in `base_dir`, seen from `root_dir`. Returns
    the file's name."""
    sys.audit('shutil.make_archive', base_name, format, root_dir, base_dir)
    try:
        function, extra_args, _ = _makers[format]
    except KeyError:
        raise ValueError(f"unknown archive format '{format}'") from None
    options = {'dry_run': dry_run, 'logger': logger}
    if function is not _make_zip:
        options.update(owner=owner, group=group)
    options.update(extra_args)
    base_dir = os.curdir if base_dir is None else base_dir
    if root_dir is None:
        return function(base_name, base_dir, **options)
    if not os.path.isdir(root_dir):
        os.stat(root_dir)
        import errno
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), root_dir)
    base_name = os.path.abspath(os.fspath(base_name))
    if function in (_make_tar, _make_zip):
        return function(base_name, base_dir, root_dir=root_dir, **options)
    # Others look from where the process is.
    before = os.getcwd()
    if logger is not None:
        logger.debug("changing into '%s'", root_dir)
    if not dry_run:
        os.chdir(root_dir)
    try:
        return function(base_name, base_dir, **options)
    finally:
        if logger is not None:
            logger.debug("changing back to '%s'", before)
        os.chdir(before)


def _prepare_folder(name, dry_run, logger):
    folder = os.path.dirname(name)
    if folder and not os.path.exists(folder):
        if logger is not None:
            logger.info('creating %s', folder)
        if not dry_run:
            os.makedirs(folder)


def _owner_ids(owner, group):
    # Names and numbers to store instead of those of the files; nothing for names that nobody has.
    import grp
    import pwd
    stored = {}
    try:
        if owner is not None:
            stored.update(uid=pwd.getpwnam(owner).pw_uid, uname=owner)
    except KeyError:
        pass
    try:
        if group is not None:
            stored.update(gid=grp.getgrnam(group).gr_gid, gname=group)
    except KeyError:
        pass
    return stored


def _make_tar(base_name, base_dir, compress='gzip', verbose=0, dry_run=0, owner=None, group=None, logger=None,
              root_dir=None):
    import tarfile
    kind, extension = {None: ('', ''), 'gzip': ('gz', '.gz'), 'bzip2': ('bz2', '.bz2'), 'xz': ('xz', '.xz')}[compress]
    name = base_name + '.tar' + extension
    _prepare_folder(name, dry_run, logger)
    if logger is not None:
        logger.info('Creating tar archive')
    stored = _owner_ids(owner, group)

    def owned(member):
        for field, value in stored.items():
            setattr(member, field, value)
        return member

    if not dry_run:
        with tarfile.open(name, f'w|{kind}') as archive:
            place = base_dir if root_dir is None else os.path.join(root_dir, base_dir)
            archive.add(place, arcname=base_dir, filter=owned)
    return name if root_dir is None else os.path.abspath(name)


def _make_zip(base_name, base_dir, verbose=0, dry_run=0, logger=None, owner=None, group=None, root_dir=None):
    import zipfile
    name = base_name + '.zip'
    _prepare_folder(name, dry_run, logger)
    if logger is not None:
        logger.info("creating '%s' and adding '%s' to it", name, base_dir)
    if dry_run:
        return name if root_dir is None else os.path.abspath(name)
    shown = os.path.normpath(base_dir)
    place = os.path.normpath(base_dir if root_dir is None else os.path.join(root_dir, base_dir))
    with zipfile.ZipFile(name, 'w', compression=zipfile.ZIP_DEFLATED) as archive:

        def add(path, arcname):
            archive.write(path, arcname)
            if logger is not None:
                logger.info("adding '%s'", path)

        if shown != os.curdir:
            add(place, shown)
        for folder, folders, files in os.walk(place):
            inside = os.path.normpath(os.path.join(shown, os.path.relpath(folder, place)))
            for entry in sorted(folders):
                add(os.path.join(folder, entry), os.path.normpath(os.path.join(inside, entry)))
            for entry in files:
                path = os.path.join(folder, entry)
                if os.path.isfile(path):
                    add(path, os.path.normpath(os.path.join(inside, entry)))
    return name if root_dir is None else os.path.abspath(name)


def get_unpack_formats():
    """The formats of `unpack_archive`, with their extensions and descriptions."""
    return sorted((name, extensions, description) for name, (extensions, _, _, description) in _unpackers.items())


def register_unpack_format(name, extensions, function, extra_args=None, description=''):
    """Has `unpack_archive` know a format: `function(filename, extract_dir, **options)` unpacks it."""
    owners = {extension: other for other, known in _unpackers.items() for extension in known[0]}
    for extension in extensions:
        if extension in owners:
            raise RegistryError(f'{extension} is already registered for "{owners[extension]}"')
    if not callable(function):
        raise TypeError('The registered function must be a callable')
    _unpackers[name] = extensions, function, [] if extra_args is None else extra_args, description


def unregister_unpack_format(name):
    """Has `unpack_archive` forget a format."""
    del _unpackers[name]


def unpack_archive(filename, extract_dir=None, format=None, *, filter=None):
    """Unpacks an archive into a folder, the current one by default. Without a format the file's name says which."""
    sys.audit('shutil.unpack_archive', filename, extract_dir, format)
    extract_dir = os.fspath(os.getcwd() if extract_dir is None else extract_dir)
    filename = os.fspath(filename)
    options = {} if filter is None else {'filter': filter}
    if format is not None:
        try:
            _, function, extra_args, _ = _unpackers[format]
        except KeyError:
            raise ValueError(f"Unknown unpack format '{format}'") from None
    else:
        found = [known for known in _unpackers.values() if any(filename.endswith(end) for end in known[0])]
        if not found:
            raise ReadError(f"Unknown archive format '{filename}'")
        _, function, extra_args, _ = found[0]
    function(filename, extract_dir, **dict(extra_args), **options)


def _unpack_zipfile(filename, extract_dir):
    import shutil
    import zipfile
    if not zipfile.is_zipfile(filename):
        raise ReadError(f'{filename} is not a zip file')
    with zipfile.ZipFile(filename) as archive:
        for member in archive.infolist():
            name = member.filename
            # Nothing leaves the folder.
            if name.startswith('/') or '..' in name:
                continue
            target = os.path.join(extract_dir, *name.split('/'))
            os.makedirs(os.path.dirname(target), exist_ok=True)
            if not name.endswith('/'):
                with archive.open(member) as source, open(target, 'wb') as copy:
                    shutil.copyfileobj(source, copy)


def _unpack_tarfile(filename, extract_dir, *, filter=None):
    import tarfile
    try:
        archive = tarfile.open(filename)
    except tarfile.TarError:
        raise ReadError(f'{filename} is not a compressed or uncompressed tar file') from None
    with archive:
        archive.extractall(extract_dir, filter=filter)


_makers.update(
    tar=(_make_tar, [('compress', None)], 'uncompressed tar file'),
    gztar=(_make_tar, [('compress', 'gzip')], "gzip'ed tar-file"),
    bztar=(_make_tar, [('compress', 'bzip2')], "bzip2'ed tar-file"),
    xztar=(_make_tar, [('compress', 'xz')], "xz'ed tar-file"),
    zip=(_make_zip, [], 'ZIP file'))
_unpackers.update(
    tar=(['.tar'], _unpack_tarfile, [], 'uncompressed tar file'),
    zip=(['.zip'], _unpack_zipfile, [], 'ZIP file'),
    gztar=(['.tar.gz', '.tgz'], _unpack_tarfile, [], "gzip'ed tar-file"),
    bztar=(['.tar.bz2', '.tbz2'], _unpack_tarfile, [], "bzip2'ed tar-file"),
    xztar=(['.tar.xz', '.txz'], _unpack_tarfile, [], "xz'ed tar-file"))
