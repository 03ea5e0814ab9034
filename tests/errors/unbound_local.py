# A local read before it is assigned.
def count():
    total += 1
    return total


total = 0
count()
