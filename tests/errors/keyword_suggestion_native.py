for call in (
    lambda: print(1, sepp=","),
    lambda: sorted([], revers=True),
    lambda: "".split(seps=1),
    lambda: max(1, 2, keys=1),
    lambda: open("x", modes="r"),
    lambda: print(1, nothing_like_it=2),
):
    try:
        call()
    except TypeError as error:
        print(error)
print(1, flus=True)
