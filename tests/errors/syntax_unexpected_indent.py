# An indent out of nowhere.
x = 1
    y = 2
