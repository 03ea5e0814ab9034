print(len("a") len("b"))
