# A Lisp with closures, tail calls by trampoline, and quoted lists.
def read(text):
    def form(tokens):
        token = tokens.pop(0)
        if token == "(":
            items = []
            while tokens[0] != ")":
                items.append(form(tokens))
            tokens.pop(0)
            return items
        if token == "'":
            return ["quote", form(tokens)]
        for convert in (int, float):
            try:
                return convert(token)
            except ValueError:
                pass
        return token

    tokens = text.replace("(", " ( ").replace(")", " ) ").replace("'", " ' ").split()
    forms = []
    while tokens:
        forms.append(form(tokens))
    return forms


class Env(dict):
    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values))
        self.outer = outer

    def find(self, name):
        env = self
        while env is not None:
            if name in env:
                return env
            env = env.outer
        raise NameError(f"unbound: {name}")


class Lambda:
    def __init__(self, names, body, env):
        self.names, self.body, self.env = names, body, env


def evaluate(x, env):
    while True:
        if isinstance(x, str):
            return env.find(x)[x]
        if not isinstance(x, list):
            return x
        match x:
            case ["quote", datum]:
                return datum
            case ["if", test, then, *otherwise]:
                x = then if evaluate(test, env) else (otherwise[0] if otherwise else None)
                continue
            case ["define", [name, *names], *body]:
                env[name] = Lambda(names, ["begin", *body], env)
                return None
            case ["define", name, value]:
                env[name] = evaluate(value, env)
                return None
            case ["set!", name, value]:
                env.find(name)[name] = evaluate(value, env)
                return None
            case ["lambda", names, *body]:
                return Lambda(names, ["begin", *body], env)
            case ["begin", *forms, last]:
                for form in forms:
                    evaluate(form, env)
                x = last
                continue
            case ["let", bindings, *body]:
                x = [["lambda", [n for n, _ in bindings], *body], *(v for _, v in bindings)]
                continue
        function, *args = [evaluate(item, env) for item in x]
        if isinstance(function, Lambda):
            x, env = function.body, Env(function.names, args, function.env)
        else:
            return function(*args)


def show(v):
    return "(" + " ".join(map(show, v)) + ")" if isinstance(v, list) else {True: "#t", False: "#f"}.get(v,
        str(v)) if isinstance(v, bool) else str(v)


top = Env()
top.update({"+": lambda *a: sum(a), "-": lambda a, b=None: -a if b is None else a - b, "*": lambda a, b: a * b,
    "<": lambda a, b: a < b,
    "=": lambda a, b: a == b, "cons": lambda a, b: [a, *b], "car": lambda l: l[0], "cdr": lambda l: l[1:],
    "null?": lambda l: l == [],
    "list": lambda *a: list(a), "print": lambda v: print(show(v))})
PROGRAM = """
(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))
(print (fact 25))
(define (count n total) (if (= n 0) total (count (- n 1) (+ total 1))))
(print (count 20000 0))
(define (map f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l)))))
(print (map (lambda (x) (* x x)) '(1 2 3 4)))
(define (counter) (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(define a (counter)) (define b (counter))
(a) (a) (print (list (a) (b)))
(print '(quoted (list 'x) 1.5))
(print (= 1 1))
(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(print (map fib '(1 2 3 10 15)))
"""
for form in read(PROGRAM):
    evaluate(form, top)
for bad in ("(nope 1)", "(1 2)", "(car '())"):
    try:
        evaluate(read(bad)[0], top)
    except Exception as e:
        print(type(e).__name__, e)
