"""What tests that look for leaked references ask for: Rondo counts none."""


def no_refleak(test_func):
    """A decorator that changes nothing."""
    return test_func
