# A misspelled name.
counter = 1
print(countre + 1)
