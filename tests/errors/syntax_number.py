# A number that is none.
x = 0777
