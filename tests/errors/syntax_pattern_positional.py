match 1:
    case C(a=1, 2):
        pass
