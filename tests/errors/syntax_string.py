# A string that does not end.
text = "unterminated
