"""Mixins of test cases: exceptions that are alike, floats that are the same."""
from math import copysign, isnan


class ExceptionIsLikeMixin:
    """Checks exceptions by their type and arguments."""

    def assertExceptionIsLike(self, exc, template):
        """An exception is of the template's type with its arguments; groups hold alike exceptions."""
        if exc is None and template is None:
            return
        if template is None:
            self.fail(f"unexpected exception: {exc}")
        if exc is None:
            self.fail(f"expected an exception like {template!r}, got None")
        if not isinstance(exc, ExceptionGroup):
            self.assertEqual(exc.__class__, template.__class__)
            self.assertEqual(exc.args[0], template.args[0])
        else:
            self.assertEqual(exc.message, template.message)
            self.assertEqual(len(exc.exceptions), len(template.exceptions))
            for inner, wanted in zip(exc.exceptions, template.exceptions):
                self.assertExceptionIsLike(inner, wanted)


def _same_float(a, b):
    if isnan(a) or isnan(b):
        return isnan(a) and isnan(b)
    return a == b and copysign(1.0, a) == copysign(1.0, b)


class FloatsAreIdenticalMixin:
    """Checks floats, the signs of zeros included."""

    def assertFloatsAreIdentical(self, x, y):
        """Both are the same float, or both are NaNs."""
        if not _same_float(x, y):
            self.fail(f"floats {x!r} and {y!r} are not identical" + (": zeros have different signs" if x == y else ""))

    def assertFloatIdentical(self, x, y):
        """As assertFloatsAreIdentical(), of objects that must be floats."""
        self.assertIsInstance(x, float)
        self.assertIsInstance(y, float)
        self.assertFloatsAreIdentical(x, y)


class ComplexesAreIdenticalMixin(FloatsAreIdenticalMixin):
    """Checks complex numbers, the signs of zeros included."""

    def assertComplexesAreIdentical(self, x, y):
        """Real and imaginary parts are the same floats."""
        self.assertFloatsAreIdentical(x.real, y.real)
        self.assertFloatsAreIdentical(x.imag, y.imag)

    def assertComplexIdentical(self, x, y):
        """As assertComplexesAreIdentical(), of objects that must be complex numbers."""
        self.assertIsInstance(x, complex)
        self.assertIsInstance(y, complex)
        self.assertComplexesAreIdentical(x, y)
