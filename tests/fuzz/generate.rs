//! Random valid programs: functions, generators, coroutines and classes that call each other, and print what they do.
//!
//! They always end: what could run for ever uses up fuel. They print nothing that may differ between two correct runs.

use super::expression::Type;
use super::random::Random;

/// What a function is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Function,
    Generator,
    Coroutine,
    AsyncGenerator,
}

impl Kind {
    /// Does `yield` stand in it?
    pub fn yields(self) -> bool {
        matches!(self, Kind::Generator | Kind::AsyncGenerator)
    }
}

/// A function that the program has defined.
#[derive(Clone)]
pub struct Function {
    pub name: String,
    pub kind: Kind,
    pub parameters: Vec<Type>,
    /// How many parameters have no default.
    pub required: usize,
    /// Does it take any keyword?
    pub keywords: bool,
    pub returns: Type,
}

/// The program being written.
pub struct Program {
    pub random: Random,
    out: String,
    pub indent: usize,
    functions: Vec<Function>,
    /// The function being written.
    kind: Kind,
    returns: Type,
    /// How many loops a `break` could leave.
    pub loops: usize,
    /// How many comprehensions and lambdas are around what is written.
    pub comprehensions: usize,
}

/// What every program starts with.
const START: &str = r#"
import asyncio, contextlib

fuel = 0
class Fuel(BaseException): pass
class Problem(ValueError): pass

def tick():
    global fuel
    fuel -= 1
    if fuel < 0:
        raise Fuel('empty')

def shown(value):
    if isinstance(value, (set, frozenset)):
        return '{' + ', '.join(sorted(map(shown, value))) + '}'
    if isinstance(value, (list, tuple)):
        return type(value).__name__ + str([shown(item) for item in value])
    if isinstance(value, dict):
        return str({shown(key): shown(item) for key, item in value.items()})
    if isinstance(value, BaseException):
        return describe(value)
    text = repr(value)
    return type(value).__name__ if ' at 0x' in text else text[:200]

def say(*values, sep=' '):
    tick()
    print(sep.join(map(shown, values)))

def describe(e, depth=3):
    if e is None or depth == 0:
        return '-'
    inner = [describe(x, depth - 1) for x in e.exceptions] if isinstance(e, BaseExceptionGroup) else ''
    # Messages that are others since 3.14.
    text = '' if isinstance(e, ZeroDivisionError) else str(e)
    if any(words in text for words in ('in list', 'unhashable', 'values to unpack', 'is not iterable', 'is not a container')):
        text = 'since 3.14'
    return f'{type(e).__name__}({text}){inner}<{describe(e.__cause__, depth - 1)}<{describe(e.__context__, depth - 1)}'

class Box:
    def __init__(self, value):
        self.value = value
    def __repr__(self):
        return f'Box({shown(self.value)})'
    def __eq__(self, other):
        return isinstance(other, Box) and self.value == other.value
    def __hash__(self):
        return hash(self.value)
    def __add__(self, other):
        return Box((self.value, other))
    def __radd__(self, other):
        return NotImplemented
    def __iter__(self):
        yield self.value
    def __len__(self):
        return 1
    def __bool__(self):
        return bool(self.value)
    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        return len(name)

class Point(Box):
    __match_args__ = ('x', 'y')
    def __init__(self, x=0, y=0):
        super().__init__((x, y))
        self.x, self.y = x, y
    @property
    def norm(self):
        return self.x * self.x + self.y * self.y
    def total(self, factor):
        return (self.x + self.y) * factor
    def __lt__(self, other):
        return self.norm < other.norm

class Guard:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        say('enter', self.name)
        return self
    def __exit__(self, kind, error, trace):
        say('exit', self.name, error)
        return self.swallow and isinstance(error, Exception)
    async def __aenter__(self):
        await asyncio.sleep(0)
        return self.__enter__()
    async def __aexit__(self, *error):
        await asyncio.sleep(0)
        return self.__exit__(*error)

@contextlib.contextmanager
def managed(name):
    say('manage', name)
    try:
        yield name
    except ValueError as e:
        say('managed', e)
    finally:
        say('leave', name)

@contextlib.asynccontextmanager
async def lock():
    await asyncio.sleep(0)
    yield asyncio.Lock()

ig, fg, sg, bg, lg, tg, dg, zg, og = 5, 1.5, 'global', True, [1, 2, 3], (4, 5), {'k': 1}, {7, 8}, Box(0)
"#;

/// What runs a function of the program with new fuel.
const RUN: &str = r#"
def run(name, call):
    global fuel
    fuel = 300
    try:
        print(name, shown(call()))
    except Fuel:
        print(name, 'ran out of fuel')
    except BaseException as e:
        print(name, 'raised', describe(e))
"#;

/// The program with this number.
pub fn program(number: u64) -> String {
    let mut program = Program {
        random: Random::new(number),
        out: START.to_owned(),
        indent: 0,
        functions: Vec::new(),
        kind: Kind::Function,
        returns: Type::Int,
        loops: 0,
        comprehensions: 0,
    };
    for at in 0..5 + program.random.below(6) {
        program.definition(at);
    }
    program.out += RUN;
    for function in program.functions.clone() {
        for _ in 0..2 {
            let call = program.arguments(&function, 1);
            let call = match function.kind {
                Kind::Function => call,
                Kind::Generator => format!("list({call})"),
                Kind::Coroutine => format!("asyncio.run({call})"),
                Kind::AsyncGenerator => format!("asyncio.run(collect({call}))"),
            };
            // The variables that arguments may name.
            let names = "i0=1, i1=-2, f0=0.5, f1=2.0, s0='s', s1='t', b0=True, b1=False, l0=[3], l1=[1, 2], t0=(1,), \
                         t1=(), d0={}, d1={'a': 1}, z0={1}, z1=set(), o0=None, o1=Point(2, 1)";
            program.line(format!("run('{}', lambda {names}: {call})", function.name));
        }
    }
    program.out
}

impl Program {
    /// Writes a line at the present indentation.
    pub fn line(&mut self, text: String) {
        self.out.extend(std::iter::repeat_n("    ", self.indent));
        self.out += &text;
        self.out.push('\n');
    }

    /// How much is written already.
    pub fn written(&self) -> usize {
        self.out.len()
    }

    /// What the function being written is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What the function being written mostly returns.
    pub fn returns(&self) -> Type {
        self.returns
    }

    /// May `await` stand here?
    pub fn is_async(&self) -> bool {
        matches!(self.kind, Kind::Coroutine | Kind::AsyncGenerator)
    }

    /// Starts writing a function inside another; what comes back is for [`Program::leave`].
    pub fn enter(&mut self, kind: Kind, returns: Type) -> (Kind, Type) {
        (std::mem::replace(&mut self.kind, kind), std::mem::replace(&mut self.returns, returns))
    }

    /// Goes on writing the outer function.
    pub fn leave(&mut self, outer: (Kind, Type)) {
        (self.kind, self.returns) = outer;
    }

    /// A function of this kind, if there is one already.
    pub fn function(&mut self, kind: Kind) -> Option<Function> {
        let fitting: Vec<&Function> = self.functions.iter().filter(|function| function.kind == kind).collect();
        match fitting.len() {
            0 => None,
            count => Some(fitting[self.random.below(count)].clone()),
        }
    }

    fn definition(&mut self, at: usize) {
        let kinds =
            [Kind::Function, Kind::Function, Kind::Generator, Kind::Coroutine, Kind::Coroutine, Kind::AsyncGenerator];
        let kind = kinds[self.random.below(kinds.len())];
        let letter = match kind {
            Kind::Function => "plain",
            Kind::Generator => "items",
            Kind::Coroutine => "work",
            Kind::AsyncGenerator => "stream",
        };
        let returns = self.any_type();
        let parameters: Vec<Type> = (0..self.random.below(4)).map(|_| self.any_type()).collect();
        let required = self.random.below(parameters.len() + 1);
        let keywords = self.random.one_in(3);
        let name = format!("{letter}{at}");
        let function = Function { name, kind, parameters, required, keywords, returns };
        // It may call itself.
        self.functions.push(function.clone());
        self.enter(kind, returns);
        self.header(&function);
        self.block(3);
        self.indent += 1;
        if kind.yields() {
            let value = self.expression(Type::Int, 2);
            self.line(format!("yield {value}"));
        }
        if kind != Kind::AsyncGenerator {
            let value = self.expression(returns, 2);
            self.line(format!("return {value}"));
        }
        self.indent -= 1;
        if at == 0 {
            self.line("async def collect(items): return [x async for x in items]".into());
        }
    }

    fn header(&mut self, function: &Function) {
        let mut seen = [0; 9];
        let mut parameters = Vec::new();
        let mut names = Vec::new();
        for (at, of) in function.parameters.iter().enumerate() {
            let number = seen[*of as usize];
            seen[*of as usize] += 1;
            let name = if number < 2 { format!("{}{number}", of.letter()) } else { format!("p{at}") };
            let default = if at >= function.required { format!("={}", self.literal(*of)) } else { String::new() };
            parameters.push(format!("{name}{default}"));
            names.push(name);
        }
        if function.keywords {
            parameters.push("*rest".into());
            parameters.push("**options".into());
        }
        let word = if self.is_async() { "async def" } else { "def" };
        self.line(format!("{word} {}({}):", function.name, parameters.join(", ")));
        self.indent += 1;
        self.line("tick()".into());
        if self.random.one_in(3) {
            let global = format!("{}g", self.any_type().letter());
            self.line(format!("global {global}"));
        }
        for of in super::expression::TYPES {
            for number in 0..2 {
                let name = format!("{}{number}", of.letter());
                // Some variables stay unbound.
                if !names.contains(&name) && !self.random.one_in(25) {
                    let value = self.literal(of);
                    self.line(format!("{name} = {value}"));
                }
            }
        }
        self.indent -= 1;
    }
}
