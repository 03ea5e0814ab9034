print(sep=)
