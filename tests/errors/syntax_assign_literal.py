# Assigning to something that is not a target.
x = 1
5 = x
