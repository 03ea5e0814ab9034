# `from __future__ import annotations` holds for what exec, eval and compile make of text, unless they are told otherwise.
from __future__ import annotations

import __future__

namespace = {}
exec("def f(x: nowhere): pass", namespace)
print(namespace["f"].__annotations__)
flag = __future__.annotations.compiler_flag
for arguments in ((), (0, True), (flag, True)):
    code = compile("def g(x: nowhere): pass", "text", "exec", *arguments)
    print(arguments, bool(code.co_flags & flag))
print(bool(eval("(lambda: 0).__code__.co_flags") & flag))


def own(): pass


print(bool(own.__code__.co_flags & flag))
