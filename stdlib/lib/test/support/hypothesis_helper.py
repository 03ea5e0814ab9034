"""Hypothesis where it is installed, or what runs the examples that tests give themselves."""

try:
    import hypothesis
except ImportError:
    from test.support import _hypothesis_stubs as hypothesis
