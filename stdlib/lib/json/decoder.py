"""`json.JSONDecoder` under its other name."""

from json import JSONDecodeError, JSONDecoder
