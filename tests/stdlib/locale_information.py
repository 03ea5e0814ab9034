# What `locale.nl_langinfo` says of the locale C.
import locale

locale.setlocale(locale.LC_ALL, "C.UTF-8")
names = ["CODESET", "RADIXCHAR", "THOUSEP", "AM_STR", "PM_STR", "D_T_FMT", "D_FMT", "T_FMT", "T_FMT_AMPM", "ERA", "ERA_D_FMT",
         "ERA_D_T_FMT", "ERA_T_FMT", "ALT_DIGITS", "CRNCYSTR", "YESEXPR", "NOEXPR"]
names += [f"{kind}_{number}" for kind in ["DAY", "ABDAY"] for number in range(1, 8)]
names += [f"{kind}_{number}" for kind in ["MON", "ABMON"] for number in range(1, 13)]
for name in names:
    print(name, getattr(locale, name), repr(locale.nl_langinfo(getattr(locale, name))))
for key in [5, 127]:
    try:
        locale.nl_langinfo(key)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

# The native halves of CPython's, which programs now and then ask by their own names.
import _codecs
import _contextvars
import _locale
import codecs
import contextvars

print(_codecs.utf_8_encode("é"), _codecs.lookup is codecs.lookup, _codecs.latin_1_decode(b"\xe9"))
print(_locale.nl_langinfo(_locale.DAY_3), _locale.localeconv() == locale.localeconv())
print(_contextvars.ContextVar is contextvars.ContextVar, _contextvars.copy_context is contextvars.copy_context)
