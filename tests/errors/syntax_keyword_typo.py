# A misspelled keyword.
# oracle: 3.14
fro i in range(3):
    print(i)
