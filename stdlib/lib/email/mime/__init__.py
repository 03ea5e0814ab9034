"""Classes for the parts of messages."""
