"""What machine and interpreter a program runs on."""

import collections
import os
import sys

__all__ = [
    'architecture', 'freedesktop_os_release', 'java_ver', 'libc_ver', 'mac_ver', 'machine', 'node', 'platform',
    'processor', 'python_branch', 'python_build', 'python_compiler', 'python_implementation', 'python_revision',
    'python_version', 'python_version_tuple', 'release', 'system', 'uname', 'version', 'win32_edition', 'win32_is_iot',
    'win32_ver']


class uname_result(collections.namedtuple('uname_result_base', 'system node release version machine')):
    """The parts of uname; the processor, which no system call tells, comes last."""

    @property
    def processor(self):
        return ''

    def __iter__(self):
        return iter((*super().__iter__(), self.processor))

    def __getitem__(self, key):
        return tuple(self)[key]

    def __len__(self):
        return len(tuple(iter(self)))

    def __reduce__(self):
        return uname_result, tuple(self)[:len(self._fields)]


_uname = None


def uname():
    """System, node, release, version, machine and processor."""
    global _uname
    if _uname is None:
        found = os.uname()
        _uname = uname_result(found.sysname, found.nodename, found.release, found.version, found.machine)
    return _uname


def system():
    return uname().system


def node():
    return uname().node


def release():
    return uname().release


def version():
    return uname().version


def machine():
    return uname().machine


def processor():
    return uname().processor


def architecture(executable=sys.executable, bits='', linkage=''):
    """The size of pointers and the format of executables."""
    return bits or ('64bit' if sys.maxsize > 2 ** 32 else '32bit'), linkage or 'ELF'


def libc_ver(executable=None, lib='', version='', chunksize=16384):
    """The C library's name and version."""
    return lib, version


def mac_ver(release='', versioninfo=('', '', ''), machine=''):
    return release, versioninfo, machine


def java_ver(release='', vendor='', vminfo=('', '', ''), osinfo=('', '', '')):
    return release, vendor, vminfo, osinfo


AndroidVer = collections.namedtuple(
    'AndroidVer', 'release api_level manufacturer model device is_emulator')
IOSVersionInfo = collections.namedtuple('IOSVersionInfo', ['system', 'release', 'model', 'is_simulator'])


def android_ver(release='', api_level=0, manufacturer='', model='', device='', is_emulator=False):
    """What is given: the system is not Android."""
    return AndroidVer(release, api_level, manufacturer, model, device, is_emulator)


def ios_ver(system='', release='', model='', is_simulator=False):
    """What is given: the system is not iOS."""
    return IOSVersionInfo(system, release, model, is_simulator)


def invalidate_caches():
    """Has the next call ask the system anew: none of them remembers what it said."""


def win32_ver(release='', version='', csd='', ptype=''):
    return release, version, csd, ptype


def win32_edition():
    return None


def win32_is_iot():
    return False


def freedesktop_os_release():
    """The fields of the file os-release."""
    for filename in ('/etc/os-release', '/usr/lib/os-release'):
        try:
            with open(filename, encoding='utf-8') as file:
                lines = file.read().splitlines()
            break
        except OSError:
            continue
    else:
        raise OSError('Unable to read files /etc/os-release, /usr/lib/os-release')
    import shlex
    info = {'NAME': 'Linux', 'ID': 'linux', 'PRETTY_NAME': 'Linux'}
    for line in lines:
        name, equals, value = line.partition('=')
        if equals and name.isidentifier():
            info[name] = ''.join(shlex.split(value))
    return info


def python_implementation():
    return 'CPython' if sys.implementation.name == 'cpython' else sys.implementation.name.title()


def python_version():
    return '.'.join(map(str, sys.version_info[:3]))


def python_version_tuple():
    return tuple(python_version().split('.'))


def python_branch():
    return ''


def python_revision():
    return ''


def python_build():
    return '', ''


def python_compiler():
    return sys.version.rpartition('[')[2].rstrip(']')


def platform(aliased=False, terse=False):
    """One line about system, release and machine."""
    parts = [system(), release()] if terse else [system(), release(), machine()]
    return '-'.join(part.strip().replace(' ', '_') for part in parts if part)
