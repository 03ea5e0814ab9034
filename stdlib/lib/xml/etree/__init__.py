"""Trees of elements: ElementTree."""
