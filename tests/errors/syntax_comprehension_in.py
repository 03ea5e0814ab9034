x = [a for a range(3)]
