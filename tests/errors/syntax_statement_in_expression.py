x = (return 1)
