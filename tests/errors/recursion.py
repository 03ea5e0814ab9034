# Endless recursion: repeated lines are folded.
def even(n):
    return odd(n - 1)


def odd(n):
    return even(n - 1)


def endless(n):
    return endless(n + 1)


endless(0)
