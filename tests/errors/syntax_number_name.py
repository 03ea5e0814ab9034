# Letters after a number.
x = 1abc
