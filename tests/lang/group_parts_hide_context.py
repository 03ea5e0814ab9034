# Parts of a group take its context over, and hide it.
g=ExceptionGroup("x",[ValueError(1),TypeError(2)])
print(g.__suppress_context__)
for p in g.split(ValueError): print(p.__suppress_context__, p.__cause__)
print(g.subgroup(ValueError).__suppress_context__, g.subgroup(lambda e:True) is g)
print(g.derive([ValueError()]).__suppress_context__)
class G(ExceptionGroup):
    def derive(self, e): return G(self.message, e)
g=G("x",[ValueError(1),TypeError(2)])
for p in g.split(ValueError): print(p.__suppress_context__)
try:
    try: 1/0
    except ZeroDivisionError:
        try: raise g
        except* ValueError as h: print('h', h.__suppress_context__, repr(h.__context__)); raise
except BaseException as r: print(repr(r), r.__suppress_context__, repr(r.__context__))
try:
    try: 1/0
    except ZeroDivisionError:
        try: raise g
        except* ValueError as h: raise KeyError
except BaseException as r:
    print(repr(r), r.__suppress_context__, repr(r.__context__), [(repr(e), e.__suppress_context__, repr(e.__context__)) for e in r.exceptions])
try:
    try: 1/0
    except ZeroDivisionError:
        try: raise g
        except* KeyError as h: raise KeyError
except BaseException as r:
    print(repr(r), r.__suppress_context__, repr(r.__context__), r is g)
try:
    try: 1/0
    except ZeroDivisionError:
        try: raise ValueError
        except* ValueError as h: raise
except BaseException as r:
    print(repr(r), r.__suppress_context__, repr(r.__context__), [(repr(e), e.__suppress_context__, repr(e.__context__)) for e in r.exceptions])
