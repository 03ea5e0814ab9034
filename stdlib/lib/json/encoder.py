"""`json.JSONEncoder` under its other name."""

from json import JSONEncoder
