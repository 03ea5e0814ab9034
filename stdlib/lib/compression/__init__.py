"""Modules that compress, in one place."""
