# Structure sequences: tuples whose items have names, with further fields behind them.
import copy
import os
import pickle
import sys
import time
import types


def shown(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


moment = time.struct_time(range(9))
print(moment, moment.tm_zone, len(moment), moment.n_fields, moment.n_sequence_fields, moment.n_unnamed_fields)
print(time.struct_time.__match_args__, time.struct_time.__mro__, repr(time.struct_time.tm_mon))
print(type(moment).__repr__, moment.__reduce__())

for arguments in [
    (), (1,), ([1] * 8,), ([1] * 12,), ([1] * 9, 5), ([1] * 9, {"tm_zone": "x"}), ([1] * 9, {"x": 1}),
    ([1] * 10, {"tm_zone": "x"}), ("abcdefghi",), (iter([1] * 9),), ([1] * 11,), ([1] * 9, {}, 1),
]:
    shown(lambda: (made := time.struct_time(*arguments), made.tm_zone, made.tm_gmtoff))
shown(lambda: time.struct_time(sequence=range(9), dict={"tm_gmtoff": 3}).tm_gmtoff)
shown(lambda: time.struct_time(range(9), other=1))


def changed(name):
    setattr(moment, name, 5)


def removed(name):
    delattr(moment, name)


shown(lambda: changed("tm_year"))
shown(lambda: changed("tm_zone"))
shown(lambda: changed("other"))
shown(lambda: removed("tm_year"))
shown(lambda: vars(moment))
shown(lambda: moment.__setitem__(0, 1))
shown(lambda: time.struct_time.tm_year.__set__(moment, 1))
shown(lambda: time.struct_time.tm_year.__get__((1, 2)))
shown(lambda: setattr(type(sys.flags), "other", 1))
shown(lambda: type("Derived", (time.struct_time,), {}))

print(moment == tuple(range(9)), hash(moment) == hash(tuple(range(9))), moment + (1,), moment[1:3], moment.index(3))
match moment:
    case time.struct_time(year, month):
        print(year, month)

full = time.struct_time([1, 2, 3, 4, 5, 6, 7, 8, 9, "zone", 11])
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    again = pickle.loads(pickle.dumps(full, protocol))
    assert again == full and (again.tm_zone, again.tm_gmtoff) == ("zone", 11), protocol
print(copy.copy(full).tm_zone, copy.deepcopy(full).tm_gmtoff)
print(copy.replace(full, tm_year=5), copy.replace(full, tm_zone="other").tm_zone)
shown(lambda: copy.replace(full, first=1, tm_year=2, second=3))
shown(lambda: full.__replace__(1))

status = os.stat(".")
print(len(status), status.n_unnamed_fields, os.stat_result.__match_args__)
print(status.st_mtime_ns // 10**9 == status[8] == int(status.st_mtime), "st_ctime_ns" in status.__reduce__()[1][1])
shown(lambda: copy.replace(status, st_mode=1))
print(pickle.loads(pickle.dumps(status)).st_mtime_ns == status.st_mtime_ns)
print(os.terminal_size((3, 4)), os.uname_result("abcde"), os.times_result(range(5)))

shown(lambda: type(sys.version_info)((1, 2, 3, 4, 5)))
shown(lambda: type(sys.flags)())
print(sys.float_info.__reduce__()[0], copy.copy(sys.float_info) == sys.float_info, type(sys.hash_info).n_fields)

# Classes of modules that are built in know it: messages name them with their modules.
space = types.SimpleNamespace(x=1)
shown(lambda: space.y)
shown(lambda: hash(space))
shown(lambda: space < 5)
shown(lambda: space.__replace__(1))
shown(lambda: setattr(types.SimpleNamespace, "x", 1))
shown(lambda: types.SimpleNamespace.x)

# Code of modules and expressions runs as a function too.
print(types.FunctionType(compile("a + 1", "f", "eval"), {"a": 5})())
names = {"__builtins__": {"print": print}}
types.FunctionType(compile("b = 6\nprint(b)", "f", "exec"), names)()
print(names["b"])
