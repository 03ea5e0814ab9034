# Operators that types do not support.
def largest(values):
    return max(values, key=lambda v: v)


print(largest([3, 1]))
print(largest([3, "1"]))
