# An error inside an f-string.
name = "x"
print(f"{name + } text")
