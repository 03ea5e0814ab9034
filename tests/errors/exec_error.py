# Errors in code made at run time.
source = "def f():\n    return undefined\nf()"
exec(compile(source, "<generated>", "exec"))
