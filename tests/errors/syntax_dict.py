# A dict entry without its value.
d = {"a": 1, "b":}
