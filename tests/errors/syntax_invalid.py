# An expression that makes no sense.
print("never printed")
x = 5 +
