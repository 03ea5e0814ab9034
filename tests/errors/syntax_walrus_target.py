x = 1
if (x.y := 3):
    pass
