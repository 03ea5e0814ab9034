# Augmented assignment and deletion.
values = {"n": None}
try:
    del values["m"]
except KeyError:
    values["n"] += 1
