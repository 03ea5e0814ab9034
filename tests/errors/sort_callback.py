# A key function that fails inside sorted, and a callback inside map.
def key(word):
    return int(word)


print(list(map(key, ["1", "2"])))
print(sorted(["3", "x"], key=key))
