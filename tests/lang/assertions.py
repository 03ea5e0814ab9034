# assert.
assert True
assert 1, undefined
for test, message in ((0, "text"), ([], 5), (None, None), ("", ("a", "b"))):
    try:
        assert test, message
    except AssertionError as e:
        print(repr(e), e.args, str(e))
try:
    assert 1 == 2
except AssertionError as e:
    print(repr(e), e.args)
evaluated = []
assert evaluated == [], evaluated.append(1)
print(evaluated, __debug__)
try:
    assert False, ValueError("an error as message")
except AssertionError as e:
    print(repr(e))
