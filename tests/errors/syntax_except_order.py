# except after a bare except.
try:
    pass
except:
    pass
except ValueError:
    pass
