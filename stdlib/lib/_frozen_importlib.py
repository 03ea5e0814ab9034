"""What `importlib` is made of: module specifications, the importers of built-in modules, and how a specification
becomes a module. The import statement itself is native; it asks these only when a program has changed `sys.meta_path`
or `sys.path_hooks`, or looks at a module's `__spec__` or `__loader__`."""

import _imp
import sys

_NEEDS_LOADING = object()


class ModuleSpec:
    """What is known of a module before it is loaded."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = False
        self._cached = None

    def __repr__(self):
        args = [f'name={self.name!r}', f'loader={self.loader!r}']
        if self.origin is not None:
            args.append(f'origin={self.origin!r}')
        if self.submodule_search_locations is not None:
            args.append(f'submodule_search_locations={self.submodule_search_locations}')
        return f'{self.__class__.__name__}({", ".join(args)})'

    def __eq__(self, other):
        locations = self.submodule_search_locations
        try:
            return (self.name == other.name and self.loader == other.loader and self.origin == other.origin
                    and locations == other.submodule_search_locations and self.cached == other.cached
                    and self.has_location == other.has_location)
        except AttributeError:
            return NotImplemented

    @property
    def cached(self):
        if self._cached is None and self.origin is not None and self._set_fileattr:
            import _frozen_importlib_external as external
            self._cached = external._get_cached(self.origin)
        return self._cached

    @cached.setter
    def cached(self, cached):
        self._cached = cached

    @property
    def parent(self):
        """The name of the module's parent."""
        if self.submodule_search_locations is None:
            return self.name.rpartition('.')[0]
        return self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A specification by what a loader says."""
    if origin is None:
        origin = getattr(loader, '_ORIGIN', None)
    if not origin and hasattr(loader, 'get_filename'):
        import _frozen_importlib_external as external
        if is_package is None:
            return external.spec_from_file_location(name, loader=loader)
        search = [] if is_package else None
        return external.spec_from_file_location(name, loader=loader, submodule_search_locations=search)
    if is_package is None:
        if hasattr(loader, 'is_package'):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                is_package = None
        else:
            is_package = False
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _init_module_attrs(spec, module, *, override=False):
    def put(name, value):
        if override or getattr(module, name, None) is None:
            try:
                setattr(module, name, value)
            except AttributeError:
                pass

    put('__name__', spec.name)
    loader = spec.loader
    if loader is None and spec.submodule_search_locations is not None:
        import _frozen_importlib_external as external
        loader = external.NamespaceLoader.__new__(external.NamespaceLoader)
        loader._path = spec.submodule_search_locations
        spec.loader = loader
        module.__file__ = None
    put('__loader__', loader)
    put('__package__', spec.parent)
    try:
        module.__spec__ = spec
    except AttributeError:
        pass
    if spec.submodule_search_locations is not None:
        put('__path__', spec.submodule_search_locations)
    if spec.has_location:
        put('__file__', spec.origin)
        if spec.cached is not None:
            put('__cached__', spec.cached)
    return module


def module_from_spec(spec):
    """A module by its specification, not yet executed."""
    module = None
    if hasattr(spec.loader, 'create_module'):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, 'exec_module'):
        raise ImportError('loaders that define exec_module() must also define create_module()')
    if module is None:
        module = type(sys)(spec.name)
    _init_module_attrs(spec, module)
    return module


def _module_repr_from_spec(spec):
    name = '?' if spec.name is None else spec.name
    if spec.origin is None:
        if spec.loader is None:
            return f'<module {name!r}>'
        if spec.submodule_search_locations is not None and hasattr(spec.loader, '_path'):
            return f'<module {name!r} (namespace) from {list(spec.loader._path)}>'
        return f'<module {name!r} ({spec.loader!r})>'
    if spec.has_location:
        return f'<module {name!r} from {spec.origin!r}>'
    return f'<module {spec.name!r} ({spec.origin})>'


def _module_repr(module):
    spec = getattr(module, '__spec__', None)
    if spec is not None and hasattr(spec, 'has_location'):
        return _module_repr_from_spec(spec)
    try:
        name = module.__name__
    except AttributeError:
        name = '?'
    try:
        return f'<module {name!r} from {module.__file__!r}>'
    except AttributeError:
        pass
    loader = getattr(module, '__loader__', None)
    return f'<module {name!r}>' if loader is None else f'<module {name!r} ({loader!r})>'


def _exec(spec, module):
    """Run a module's body again: what reload does."""
    if sys.modules.get(spec.name) is not module:
        raise ImportError(f'module {spec.name!r} not in sys.modules', name=spec.name)
    if spec.loader is None:
        if spec.submodule_search_locations is None:
            raise ImportError('missing loader', name=spec.name)
        _init_module_attrs(spec, module, override=True)
    else:
        _init_module_attrs(spec, module, override=True)
        if hasattr(spec.loader, 'exec_module'):
            spec.loader.exec_module(module)
        else:
            spec.loader.load_module(spec.name)
    module = sys.modules.pop(spec.name)
    sys.modules[spec.name] = module
    return module


def _load(spec):
    """Make a module by its specification and run it."""
    if spec.loader is not None and not hasattr(spec.loader, 'exec_module'):
        spec.loader.load_module(spec.name)
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
        if getattr(module, '__loader__', None) is None:
            module.__loader__ = spec.loader
        if getattr(module, '__spec__', None) is None:
            module.__spec__ = spec
        return module
    module = module_from_spec(spec)
    spec._initializing = True
    try:
        sys.modules[spec.name] = module
        try:
            if spec.loader is None:
                if spec.submodule_search_locations is None:
                    raise ImportError('missing loader', name=spec.name)
            else:
                spec.loader.exec_module(module)
        except:
            sys.modules.pop(spec.name, None)
            raise
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    finally:
        spec._initializing = False
    return module


def _find_spec(name, path, target=None):
    """Ask the importers of `sys.meta_path` in order."""
    meta_path = sys.meta_path
    if meta_path is None:
        raise ImportError('sys.meta_path is None, Python is likely shutting down')
    if not meta_path and 'warnings' in sys.modules:
        sys.modules['warnings'].warn('sys.meta_path is empty', ImportWarning)
    is_reload = name in sys.modules
    for finder in meta_path:
        try:
            find_spec = finder.find_spec
        except AttributeError:
            continue
        spec = find_spec(name, path, target)
        if spec is None:
            continue
        if not is_reload and name in sys.modules:
            try:
                own = sys.modules[name].__spec__
            except AttributeError:
                return spec
            return spec if own is None else own
        return spec
    return None


def _find_and_load(name, path):
    """What the import statement does where `sys.meta_path` is not as it was."""
    spec = _find_spec(name, path)
    if spec is None:
        raise ModuleNotFoundError(f'No module named {name!r}', name=name)
    return _load(spec)


def _requires_builtin(name):
    if name not in sys.builtin_module_names:
        raise ImportError(f'{name!r} is not a built-in module', name=name)


class BuiltinImporter:
    """Meta path import for built-in modules."""

    _ORIGIN = 'built-in'

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        # Some that are built into CPython are text here.
        if fullname in sys.builtin_module_names and (_imp.find(fullname) or ' ')[0] == 'native':
            return spec_from_loader(fullname, cls, origin=cls._ORIGIN)
        return None

    @staticmethod
    def create_module(spec):
        return _imp.load_native(spec.name)

    @staticmethod
    def exec_module(module):
        """Nothing is left to do."""

    @classmethod
    def get_code(cls, fullname):
        _requires_builtin(fullname)
        return None

    @classmethod
    def get_source(cls, fullname):
        _requires_builtin(fullname)
        return None

    @classmethod
    def is_package(cls, fullname):
        _requires_builtin(fullname)
        return False

    @classmethod
    def load_module(cls, fullname):
        return _load_module_shim(cls, fullname)


class FrozenImporter:
    """Meta path import for frozen modules, of which Rondo has none."""

    _ORIGIN = 'frozen'

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        raise ImportError(f'{module.__spec__.name!r} is not a frozen module', name=module.__spec__.name)

    @classmethod
    def get_code(cls, fullname):
        raise ImportError(f'{fullname!r} is not a frozen module', name=fullname)

    get_source = is_package = load_module = get_code


def _load_module_shim(self, fullname):
    """`load_module` by `exec_module`."""
    spec = spec_from_loader(fullname, self)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        _exec(spec, module)
        return sys.modules[fullname]
    return _load(spec)


def _resolve_name(name, package, level):
    bits = package.rsplit('.', level - 1)
    if len(bits) < level:
        raise ImportError('attempted relative import beyond top-level package')
    return f'{bits[0]}.{name}' if name else bits[0]
