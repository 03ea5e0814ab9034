# Numbers and amounts of money as other locales write them: what localeconv says is overridden.
import itertools
import locale

ENGLISH = {
    "grouping": [3, 3, 0], "currency_symbol": "$", "decimal_point": ".", "frac_digits": 2, "int_curr_symbol": "USD ",
    "int_frac_digits": 2, "mon_decimal_point": ".", "mon_grouping": [3, 3, 0], "mon_thousands_sep": ",",
    "n_cs_precedes": 1, "n_sep_by_space": 0, "n_sign_posn": 1, "negative_sign": "-", "p_cs_precedes": 1,
    "p_sep_by_space": 0, "p_sign_posn": 1, "positive_sign": "", "thousands_sep": ","}
SPACED = {
    **ENGLISH, "decimal_point": ",", "mon_decimal_point": ",", "thousands_sep": " ", "mon_thousands_sep": " ",
    "currency_symbol": "zl", "int_curr_symbol": "PLN ", "n_cs_precedes": 0, "p_cs_precedes": 0, "n_sep_by_space": 1,
    "p_sep_by_space": 1}
ODD = {
    **SPACED, "grouping": [2, 3, locale.CHAR_MAX], "decimal_point": ":", "mon_decimal_point": ";", "thousands_sep": "__",
    "mon_grouping": [1], "frac_digits": 3, "int_frac_digits": 1, "p_cs_precedes": 1, "p_sep_by_space": 0,
    "n_sign_posn": 4, "p_sign_posn": 3, "negative_sign": "N", "positive_sign": "P"}
FORMATS = [
    ("%f", 1024), ("%.2f", 1234567.891), ("%d", 4200), ("%+d", 4200), ("%-12d|", 123456), ("%12d|", 123456),
    ("%-10.f|", -4200), ("%g", 1e7), ("%s", 12345), ("%x", 123456), ("%i", -1234567), ("%d %d", (1234, 56789)),
    ("%*d|", (12, 123456)), ("%*.*f|", (15, 2, 12345.678)), ("%(a)d %(b).1f %%", {"a": 12345, "b": 6789.12}),
    ("100%% %d", 12345), ("%%", ()), ("%10d%%", 1234567), ("%015d", 1234567), ("% d", 12345), ("%d", "a"), ("%d %d", 1)]

print(list(locale._grouping_intervals([3, 2, locale.CHAR_MAX])),
      list(itertools.islice(locale._grouping_intervals([3, 2, 0]), 5)))
try:
    list(locale._grouping_intervals([0]))
except ValueError as error:
    print(error)
for conventions in (ENGLISH, SPACED, ODD, {**ENGLISH, "n_sign_posn": 0, "p_sign_posn": 2}, {}):
    locale._override_localeconv = conventions
    for text, value in FORMATS:
        for grouping, monetary in itertools.product((False, True), repeat=2):
            try:
                print(text, repr(locale.format_string(text, value, grouping, monetary)), end=" ")
            except (TypeError, IndexError) as error:
                print(text, type(error).__name__, end=" ")
        print()
    for value in (50000, -50000, 1234567.891):
        for symbol, grouping, international in itertools.product((False, True), repeat=3):
            try:
                print(repr(locale.currency(value, symbol, grouping, international)), end=" ")
            except ValueError as error:
                print(error, end=" ")
        print()
    for text in ("50000.00", "50 000,00", "1,234.5"):
        print(text, repr(locale.delocalize(text)), repr(locale.localize(text)), repr(locale.localize(text, True)),
              repr(locale.localize(text, True, True)))
        try:
            print(locale.atof(text))
        except ValueError as error:
            print(error)
    print(locale.str(1.5), locale.str(1234567.5), locale.localeconv()["thousands_sep"])
locale._override_localeconv = {}
