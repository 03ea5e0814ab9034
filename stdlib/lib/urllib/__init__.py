"""Addresses of the web: `urllib.parse` and `urllib.error`."""
