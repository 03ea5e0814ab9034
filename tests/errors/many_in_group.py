# Long groups are cut after fifteen.
errors = []
for i in range(20):
    try:
        raise ValueError(i)
    except ValueError as e:
        errors.append(e)
raise ExceptionGroup("twenty", errors)
