# assert without a message shows the condition's place.
values = [1, 2, 3]
assert len(values) == 4 and values[0] == 1
