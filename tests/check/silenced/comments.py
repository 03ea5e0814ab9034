print(one)  # rondo: ignore
print(two)  # rondo: ignore[undefined-name]
print(three)  # noqa: F821 # rondo: ignore[unreachable-code, undefined-name]
print(four)  # rondo: ignore[unreachable-code]
