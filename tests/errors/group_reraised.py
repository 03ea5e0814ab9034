try:
    1/0
except Exception as e:
    g=ExceptionGroup("x",[ValueError(1)])
    try: raise g
    except* ValueError as h:
        raise
