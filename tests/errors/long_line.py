# The failing part far to the right.
data = {"key": [1, 2, 3]}
print("a long text that takes some room", data["key"][0], data["key"][1], data["key"][2], data["missing"], data["key"])
