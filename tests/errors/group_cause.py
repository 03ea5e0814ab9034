# A group that comes from an error, and an error that comes from a group.
try:
    try:
        raise ExceptionGroup("several", [ValueError(1), TypeError(2)])
    except* ValueError as g:
        raise KeyError("while handling") from g
except* KeyError:
    raise
