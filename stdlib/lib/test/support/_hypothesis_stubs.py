"""What stands in for Hypothesis: tests run with the examples that they name, and are skipped without."""

import functools
import unittest

__all__ = ["given", "example", "assume", "reject", "register_random", "strategies", "HealthCheck", "settings",
           "Verbosity"]


def given(*_args, **_kwargs):
    """Runs a test with each of its examples."""
    def decorated(function):
        examples = getattr(function, "_examples", None)
        if examples is None:
            @unittest.skip("hypothesis required for property test with no specified examples")
            @functools.wraps(function)
            def nothing(self):
                pass
            # The parameters are those of examples, not of the test.
            del nothing.__wrapped__
            return nothing

        @functools.wraps(function)
        def run(self):
            for args, kwargs in examples:
                with self.subTest(args=args, kwargs=kwargs):
                    function(self, *args, **kwargs)
        del run.__wrapped__
        return run
    return decorated


def example(*args, **kwargs):
    """An example; those above others come later."""
    def decorated(function):
        function._examples = [(args, kwargs), *getattr(function, "_examples", ())]
        return function
    return decorated


def assume(condition):
    """Leaves an example out unless something holds."""
    if not condition:
        raise unittest.SkipTest("Unsatisfied assumption")
    return True


def reject():
    """Leaves an example out."""
    assume(False)


def register_random(*args, **kwargs):
    """Nothing is random here."""


def settings(*args, **kwargs):
    """Settings change nothing here."""
    def decorated(function):
        return function
    return decorated


class _Anything:
    """A strategy, or what makes one: whatever is asked of it gives itself."""

    def __call__(self, *args, **kwargs):
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __or__(self, other):
        return self


strategies = HealthCheck = Verbosity = _Anything()
