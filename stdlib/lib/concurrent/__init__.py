"""Work that goes on at the same time."""
