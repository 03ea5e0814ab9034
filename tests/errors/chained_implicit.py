# An error while another is handled.
def lookup(d, k):
    try:
        return d[k]
    except KeyError:
        return int(k)


lookup({}, "not a number")
