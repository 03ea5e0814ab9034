# A block that is missing.
def f():
return 1
