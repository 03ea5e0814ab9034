def f(a, a):
    return 1


return 2
for x in []:
    pass
else:
    break
nonlocal y
match 1:
    case x | 2:
        pass
    case 2:
        await z


def g():
    x = 1
    global x
