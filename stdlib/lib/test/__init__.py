"""A package for regression tests; what they lean on is in test.support."""
