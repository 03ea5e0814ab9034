# Code objects hold code of another machine: `rondo dis FILE` shows it. What a program asks of them otherwise is there.
def area(width, height=1):
    return width * height


code = area.__code__
print(code.co_name, code.co_varnames, code.co_argcount, code.co_firstlineno)
print("the bytecode is CPython's:", code.co_code[:1] == b"\x95" or code.co_code[:1] == b"\x80")
