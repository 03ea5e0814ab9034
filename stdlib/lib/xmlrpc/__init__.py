"""Calls of procedures over HTTP, written in XML."""
