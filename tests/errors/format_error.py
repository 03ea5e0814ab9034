# Inside an f-string.
width, value = "wide", 3.5
print(f"value: {value:>10} and {value:{width}} end")
