# An empty field.
print(f"a {} b")
