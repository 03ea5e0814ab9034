# The parts of the module `sys` that are read-only records.


class _Field:
    """An item of a record as an attribute."""

    def __init__(self, index):
        self.index = index

    def __get__(self, record, owner=None):
        return self if record is None else tuple.__getitem__(record, self.index)

    def __set__(self, record, value):
        raise AttributeError("readonly attribute")

    def __delete__(self, record):
        raise AttributeError("readonly attribute")


def _refuse(cls, *args, **kwargs):
    raise TypeError(f"cannot create 'sys.{cls.__name__}' instances")


def _record(name, *fields):
    """A class of tuples whose items are also attributes, as CPython's structure sequences."""

    def __new__(cls, values):
        values = tuple(values)
        if len(values) != len(fields):
            raise TypeError(f"{name}() takes a {len(fields)}-sequence ({len(values)}-sequence given)")
        return tuple.__new__(cls, values)

    def __repr__(self):
        return name + "(" + ", ".join([f"{field}={value!r}" for field, value in zip(fields, self)]) + ")"

    namespace = {"__new__": __new__, "__repr__": __repr__, "__module__": "sys", "__slots__": (),
                 "n_fields": len(fields), "n_sequence_fields": len(fields), "n_unnamed_fields": 0}
    for index, field in enumerate(fields):
        namespace[field] = _Field(index)
    return type(name.removeprefix("sys."), (tuple,), namespace)


def _named(record, /, **fields):
    cls = _record("sys." + record, *fields)
    made = cls(fields.values())
    if record in ("version_info", "flags"):
        cls.__new__ = _refuse
    return made


version_info = _named("version_info", major=3, minor=14, micro=0, releaselevel="final", serial=0)

flags = _named(
    "flags", **dict(
        debug=0, inspect=0, interactive=0, optimize=0, dont_write_bytecode=0, no_user_site=0, no_site=0,
        ignore_environment=0, verbose=0, bytes_warning=0, quiet=0, hash_randomization=1, isolated=0, dev_mode=False,
        utf8_mode=1, warn_default_encoding=0, safe_path=False, int_max_str_digits=4300, gil=1,
        thread_inherit_context=0, context_aware_warnings=0) | _flags)

float_info = _named(
    "float_info", max=1.7976931348623157e+308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308,
    min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2, rounds=1)

int_info = _named(
    "int_info", bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300, str_digits_check_threshold=640)

hash_info = _named(
    "hash_info", width=64, modulus=2305843009213693951, inf=314159, nan=0, imag=1000003, algorithm="siphash13",
    hash_bits=64, seed_bits=128, cutoff=0)

thread_info = _named("thread_info", name="pthread", lock="semaphore", version=None)


class SimpleNamespace:
    def __init__(self, **fields):
        self.__dict__.update(fields)

    def __repr__(self):
        return "namespace(" + ", ".join([f"{name}={value!r}" for name, value in self.__dict__.items()]) + ")"


implementation = SimpleNamespace(
    name="rondo", cache_tag="rondo-314", version=version_info, hexversion=0x030e00f0, supports_isolated_interpreters=False)

stdlib_module_names = frozenset(_standard)
builtin_module_names = tuple(_built_in)

UnraisableHookArgs = _record("UnraisableHookArgs", "exc_type", "exc_value", "exc_traceback", "err_msg", "object")
_asyncgen_hooks = _record("asyncgen_hooks", "firstiter", "finalizer")
_framework = ""
_git = ("Rondo", "", "")
