# A brace alone in an f-string.
print(f"a } b")
