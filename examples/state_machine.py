# A parser as a coroutine: characters are sent in, and the place where it waits is the state it is in.
def csv_fields():
    """Is sent characters; yields None, or a finished row as a list."""
    row, finished = [], None
    while True:
        field = ""
        char = yield finished
        finished = None
        if char == '"':
            while True:
                char = yield
                if char == '"':
                    char = yield
                    if char != '"':
                        break
                field += char
        else:
            while char not in ",\n":
                field += char
                char = yield
        row.append(field)
        if char == "\n":
            row, finished = [], row


def rows(text):
    machine = csv_fields()
    next(machine)
    for char in text:
        row = machine.send(char)
        if row is not None:
            yield row


TEXT = '''name,says,age
ann,"hello, world",31
bob,"he said ""no""",7
cho,"two
lines",
'''

for row in rows(TEXT):
    print(len(row), row)
