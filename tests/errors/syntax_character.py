# A character that no program uses.
x = 1 ¿ 2
