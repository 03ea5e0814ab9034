# The parts of the module `sys` that are read-only records.


def _named(record, doc, hidden=0, /, **fields):
    creatable = record not in ("version_info", "flags")
    made = _struct_sequence(f"sys.{record}", len(fields) - hidden, tuple(fields), f"sys.{record}\n\n{doc}", creatable)
    return _struct_values(made, fields.values())


version_info = _named(
    "version_info", "The version of the language, as a named tuple.", major=3, minor=14, micro=0, releaselevel="final", serial=0)

flags = _named(
    "flags", "What the command line and the environment ask for.", 3, **dict(
        debug=0, inspect=0, interactive=0, optimize=0, dont_write_bytecode=0, no_user_site=0, no_site=0,
        ignore_environment=0, verbose=0, bytes_warning=0, quiet=0, hash_randomization=1, isolated=0, dev_mode=False,
        utf8_mode=1, warn_default_encoding=0, safe_path=False, int_max_str_digits=4300, gil=1,
        thread_inherit_context=0, context_aware_warnings=0) | _flags)

float_info = _named(
    "float_info", "What is known of floats, as a named tuple.", max=1.7976931348623157e+308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308,
    min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2, rounds=1)

int_info = _named(
    "int_info", "What is known of the representation of integers, as a named tuple.", bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300, str_digits_check_threshold=640)

hash_info = _named(
    "hash_info", "What is known of hashes, as a named tuple.", width=64, modulus=2305843009213693951, inf=314159, nan=0, imag=1000003, algorithm="siphash13",
    hash_bits=64, seed_bits=128, cutoff=0)

thread_info = _named("thread_info", "What is known of threads, as a named tuple.", name="pthread", lock="semaphore", version=None)


class SimpleNamespace:
    def __init__(self, **fields):
        self.__dict__.update(fields)

    def __repr__(self):
        return "namespace(" + ", ".join([f"{name}={value!r}" for name, value in self.__dict__.items()]) + ")"


implementation = SimpleNamespace(
    name="rondo", cache_tag="rondo-314", version=version_info, hexversion=0x030e00f0, supports_isolated_interpreters=False)

stdlib_module_names = frozenset(_standard)
builtin_module_names = tuple(_built_in)

UnraisableHookArgs = _struct_sequence(
    "UnraisableHookArgs", 5, ("exc_type", "exc_value", "exc_traceback", "err_msg", "object"),
    "What sys.unraisablehook gets.")
_asyncgen_hooks = _struct_sequence(
    "asyncgen_hooks", 2, ("firstiter", "finalizer"), "What is called for asynchronous generators, as a named tuple.")
_framework = ""
_git = ("Rondo", "", "")
