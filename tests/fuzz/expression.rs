//! Random expressions, of the type that is asked for in most cases.

use super::generate::{Function, Kind, Program};

/// The types that variables have; the first letter of a variable's name is its type's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Int,
    Float,
    Str,
    Bool,
    List,
    Tuple,
    Dict,
    Set,
    Object,
}

use Type::*;

/// Every type.
pub const TYPES: [Type; 9] = [Int, Float, Str, Bool, List, Tuple, Dict, Set, Object];

impl Type {
    /// The first letter of the names of its variables.
    pub fn letter(self) -> char {
        ['i', 'f', 's', 'b', 'l', 't', 'd', 'z', 'o'][self as usize]
    }
}

const NAMES: [&str; 8] = ["ada", "bob", "eve", "Zed", "mia_2", "été", "", "x y z"];

impl Program {
    /// Any type.
    pub fn any_type(&mut self) -> Type {
        TYPES[self.random.below(TYPES.len())]
    }

    /// A variable of type `of` that may be assigned to here.
    pub fn variable(&mut self, of: Type) -> String {
        let which = self.random.below(10);
        match which {
            0 => format!("{}g", of.letter()),
            _ => format!("{}{}", of.letter(), which % 2),
        }
    }

    /// An expression that mostly has type `of`.
    pub fn expression(&mut self, of: Type, depth: usize) -> String {
        let of = if self.random.one_in(40) { self.any_type() } else { of };
        if depth == 0 || self.random.one_in(5) {
            return if self.random.one_in(2) { self.literal(of) } else { self.variable(of) };
        }
        let depth = depth - 1;
        match self.random.below(14) {
            0 => {
                let (a, b, c) = (self.expression(of, depth), self.expression(Bool, depth), self.expression(of, depth));
                format!("({a} if {b} else {c})")
            }
            1 => {
                let (a, b) = (self.expression(of, depth), self.expression(of, depth));
                format!("({a} {} {b})", self.random.pick(&["and", "or"]))
            }
            2 => {
                let variable = format!("{}{}", of.letter(), self.random.below(2));
                let value = self.expression(of, depth);
                if self.comprehensions == 0 { format!("({variable} := {value})") } else { value }
            }
            3 | 4 => self.call(of, depth).unwrap_or_else(|| self.literal(of)),
            5 => {
                let parameter = self.variable(of);
                let (body, argument) = (self.inside(|p| p.expression(of, depth)), self.expression(of, depth));
                match self.random.below(3) {
                    0 => format!("(lambda {parameter}: {body})({argument})"),
                    1 => format!("(lambda *, {parameter}={argument}: {body})()"),
                    _ => format!("next(iter([{body}]))"),
                }
            }
            _ => self.operation(of, depth),
        }
    }

    /// A value of type `of` that is written down.
    pub fn literal(&mut self, of: Type) -> String {
        let number = self.random.below(9) as i64 - 2;
        let name = self.random.pick(&NAMES);
        match of {
            Int => match self.random.below(8) {
                0 => "2**70".into(),
                1 => "-7_000_000_001".into(),
                2 => "0x7fff_ffff".into(),
                _ => number.to_string(),
            },
            Float => self.random.pick(&["0.5", "-2.25", "1e16", "3.0", "0.1", "-0.0", "1e-7"]).into(),
            Str => format!("'{name}'"),
            Bool => self.random.pick(&["True", "False"]).into(),
            List => format!("[{number}, {}, 3]", self.random.below(5)),
            Tuple => self.random.pick(&["()", "(1,)", "(1, 'a')", "(2, 3, 4)"]).into(),
            Dict => format!("{{'{name}': {number}, {number}: '{name}'}}"),
            Set => format!("{{{number}, 1}}"),
            Object => self.random.pick(&["None", "Box(1)", "Box('b')", "Point(1, 2)", "Point(y=3)", "..."]).into(),
        }
    }

    fn operation(&mut self, of: Type, depth: usize) -> String {
        match of {
            Int => self.int(depth),
            Float => {
                let (a, b) = (self.expression(Float, depth), self.expression(Int, depth));
                match self.random.below(8) {
                    0 => format!("float({b})"),
                    1 => format!("({a} / {b})"),
                    2 => format!("({b} / 4)"),
                    3 => format!("round({a}, 2)"),
                    4 => format!("-{a}"),
                    5 => format!("({a} % {b})"),
                    6 => format!("abs({a})"),
                    _ => format!("({a} {} {b})", self.random.pick(&["+", "-", "*", "//"])),
                }
            }
            Str => self.str(depth),
            Bool => self.bool(depth),
            List => self.list(depth),
            Tuple => {
                let (a, b) = (self.any_type(), self.any_type());
                let (a, b) = (self.expression(a, depth), self.expression(b, depth));
                match self.random.below(5) {
                    0 => format!("({a}, *{}, {b})", self.expression(List, depth)),
                    1 => format!("tuple({})", self.iterable(depth)),
                    2 => format!("{}[::-1]", self.expression(Tuple, depth)),
                    3 => format!("divmod({}, {})", self.expression(Int, depth), self.expression(Int, depth)),
                    _ => format!("({a}, {b})"),
                }
            }
            Dict => {
                let (a, b) = (self.expression(Str, depth), self.expression(Int, depth));
                match self.random.below(6) {
                    0 => format!("{{{a}: {b}, **{}}}", self.expression(Dict, depth)),
                    1 => {
                        let clauses = self.clauses(depth);
                        let value = self.inside(|p| p.expression(Str, depth));
                        format!("{{x: {value} {clauses}}}")
                    }
                    2 => format!("dict(zip({}, {}))", self.iterable(depth), self.expression(List, depth)),
                    3 => format!("({} | {})", self.expression(Dict, depth), self.expression(Dict, depth)),
                    4 => format!("dict(k={b}, **{})", self.expression(Dict, depth)),
                    _ => format!("dict(sorted(({}).items(), key=repr))", self.expression(Dict, depth)),
                }
            }
            Set => {
                let (a, b) = (self.expression(Set, depth), self.expression(Set, depth));
                match self.random.below(4) {
                    0 => format!("{{{}, {}}}", self.expression(Int, depth), self.expression(Int, depth)),
                    1 => format!("set({})", self.expression(Tuple, depth)),
                    2 => {
                        let clauses = self.clauses(depth);
                        format!("{{x {clauses}}}")
                    }
                    _ => format!("({a} {} {b})", self.random.pick(&["|", "&", "-", "^"])),
                }
            }
            Object => {
                let of = self.any_type();
                match self.random.below(5) {
                    0 => format!("Box({})", self.expression(of, depth)),
                    1 => format!("Point({}, y={})", self.expression(Int, depth), self.expression(Int, depth)),
                    2 => format!("({}).value", self.expression(Object, depth)),
                    3 => format!("({} + {})", self.expression(Object, depth), self.expression(of, depth)),
                    _ => self.expression(of, depth),
                }
            }
        }
    }

    fn int(&mut self, depth: usize) -> String {
        let (a, b) = (self.expression(Int, depth), self.expression(Int, depth));
        match self.random.below(16) {
            0 => format!("({a} // {b})"),
            1 => format!("({a} % {b})"),
            2 => format!("({a} * {b} % 10007)"),
            3 => format!("({a} {} {b})", self.random.pick(&["&", "|", "^"])),
            4 => format!("({a} {} ({b} & 7))", self.random.pick(&["<<", ">>", "**"])),
            5 => format!("len({})", self.expression(List, depth)),
            6 => format!("{}[{b}]", self.expression(List, depth)),
            7 => format!("sum({})", self.iterable(depth)),
            8 => format!("{}({}, default=0)", self.random.pick(&["min", "max"]), self.iterable(depth)),
            9 => format!("int({})", self.expression(Str, depth)),
            10 => format!("({}).{}(1)", self.expression(List, depth), self.random.pick(&["index", "count"])),
            11 => format!("({}).get({}, {b})", self.expression(Dict, depth), self.expression(Str, depth)),
            12 => format!("{}{a}", self.random.pick(&["-", "~", "+"])),
            13 => format!("({}).{}", self.expression(Object, depth), self.random.pick(&["x", "y", "norm", "total(2)"])),
            _ => format!("({a} {} {b})", self.random.pick(&["+", "-"])),
        }
    }

    fn str(&mut self, depth: usize) -> String {
        let (a, b) = (self.expression(Str, depth), self.expression(Str, depth));
        let of = self.any_type();
        let value = match of {
            Set => format!("sorted({}, key=repr)", self.expression(Set, depth)),
            _ => self.expression(of, depth),
        };
        match self.random.below(14) {
            0 => format!("({a} + {b})"),
            1 => format!("({a} * ({} & 3))", self.expression(Int, depth)),
            2 => format!("({a}).{}()", self.random.pick(&["upper", "title", "strip", "swapcase", "casefold"])),
            3 => format!("({a}).replace({b}, 'r', 2)"),
            4 => format!("{a}[{}:{}]", self.expression(Int, depth), self.expression(Int, depth)),
            5 => format!("repr({value})"),
            6 => format!("str({value})"),
            7 => format!("f'<{{ {}!r:>9}}>'", value.replace('\'', "\"")),
            8 => format!(
                "f'{{ {}:{}}}'",
                self.expression(Int, depth).replace('\'', "\""),
                self.random.pick(&["+d", "x", "06", ",", "^8"])
            ),
            9 => format!(
                "f'{{ {}:{}}}'",
                self.expression(Float, depth).replace('\'', "\""),
                self.random.pick(&[".2f", "e", "g", "%", "08.3f"])
            ),
            10 => format!("'%s|%r|%d' % ({a}, {value}, {})", self.expression(Int, depth)),
            11 => format!("'{{}}-{{!r}}-{{0}}'.format({a}, {b})"),
            12 => format!("({a}).join(map(str, {}))", self.iterable(depth)),
            _ => format!("{a}[{}]", self.expression(Int, depth)),
        }
    }

    fn bool(&mut self, depth: usize) -> String {
        let of = [Int, Float, Str, List, Tuple][self.random.below(5)];
        let (a, b) = (self.expression(of, depth), self.expression(of, depth));
        match self.random.below(8) {
            0 => format!("({a} in {})", self.expression(List, depth)),
            1 => format!("(not {})", self.expression(Bool, depth)),
            2 => format!("({a} < {b} <= {})", self.expression(of, depth)),
            3 => format!(
                "isinstance({}, {})",
                self.expression(of, depth),
                self.random.pick(&["int", "str", "(list, tuple)", "Box"])
            ),
            4 => format!("{}({})", self.random.pick(&["any", "all"]), self.iterable(depth)),
            5 => format!("({} is {})", self.variable(of), self.random.pick(&["None", "not None"])),
            _ => format!("({a} {} {b})", self.random.pick(&["==", "!=", "<", ">", "<=", ">="])),
        }
    }

    fn list(&mut self, depth: usize) -> String {
        let a = self.expression(List, depth);
        match self.random.below(12) {
            0 => format!("({a} + {})", self.expression(List, depth)),
            1 => format!("({a} * ({} & 3))", self.expression(Int, depth)),
            2 => format!("[*{}, {}]", self.iterable(depth), self.expression(Int, depth)),
            3 => format!(
                "{a}[{}:{}:{}]",
                self.expression(Int, depth),
                self.expression(Int, depth),
                self.random.pick(&["", "2", "-1", "0"])
            ),
            4 => format!(
                "sorted({}{})",
                self.iterable(depth),
                self.random.pick(&["", ", reverse=True", ", key=lambda x: -x", ", key=str"])
            ),
            5 | 6 => {
                let clauses = self.clauses(depth);
                let value = self.inside(|p| p.expression(Int, depth));
                let value = if self.random.one_in(2) { "x".to_owned() } else { value };
                format!("[{value} {clauses}]")
            }
            7 => format!("list({})", self.iterable(depth)),
            8 => format!(
                "list(map({}, {}))",
                self.random.pick(&["str", "abs", "lambda x: x * 2", "Box"]),
                self.iterable(depth)
            ),
            9 => format!("list({}({}))", self.random.pick(&["reversed", "enumerate"]), a),
            10 => format!(
                "({}).{}",
                self.expression(Str, depth),
                self.random.pick(&["split()", "split('a')", "partition('b')", "encode()"])
            ),
            _ => format!("[{}, {}]", self.expression(Int, depth), self.expression(Int, depth)),
        }
    }

    /// Something to iterate.
    pub fn iterable(&mut self, depth: usize) -> String {
        let depth = depth.saturating_sub(1);
        match self.random.below(7) {
            0 => format!("range({} & 7)", self.expression(Int, depth)),
            1 => {
                let clauses = self.clauses(depth);
                let value = self.inside(|p| p.expression(Int, depth));
                format!("({value} {clauses})")
            }
            2 => match self.function(Kind::Generator) {
                Some(function) => self.arguments(&function, depth),
                None => self.expression(Tuple, depth),
            },
            3 => format!("filter(None, {})", self.expression(List, depth)),
            4 => format!("({}).values()", self.expression(Dict, depth)),
            5 => self.expression(Str, depth),
            _ => self.expression(List, depth),
        }
    }

    /// The clauses of a comprehension; they bind `x`.
    fn clauses(&mut self, depth: usize) -> String {
        let iterable = if self.comprehensions > 0 || self.random.one_in(2) {
            self.inside(|p| p.expression(List, depth.min(1)))
        } else {
            self.inside(|p| p.iterable(depth))
        };
        let mut clauses = format!("for x in {iterable}");
        if self.random.one_in(4) {
            clauses += " for x in (x, 1)";
        }
        if self.random.one_in(3) {
            clauses += &format!(" if {}", self.inside(|p| p.expression(Bool, depth.min(1))));
        }
        if self.random.one_in(3) { clauses + " if x" } else { clauses }
    }

    /// What `make` makes inside a comprehension or a lambda.
    fn inside<T>(&mut self, make: impl FnOnce(&mut Program) -> T) -> T {
        self.comprehensions += 1;
        let made = make(self);
        self.comprehensions -= 1;
        made
    }

    /// A call that mostly returns a value of type `of`, in a coroutine possibly awaited.
    fn call(&mut self, of: Type, depth: usize) -> Option<String> {
        if self.is_async() && self.comprehensions == 0 && !self.random.one_in(3) {
            let function = self.function(Kind::Coroutine)?;
            return Some(format!("(await {})", self.arguments(&function, depth)));
        }
        for _ in 0..3 {
            let function = self.function(Kind::Function)?;
            if function.returns == of {
                return Some(self.arguments(&function, depth));
            }
        }
        None
    }

    /// A call of `function`, whose arguments mostly fit.
    pub fn arguments(&mut self, function: &Function, depth: usize) -> String {
        let mut arguments = Vec::new();
        let depth = depth.min(2);
        for (at, parameter) in function.parameters.iter().enumerate() {
            let value = self.expression(*parameter, depth);
            if at >= function.required && self.random.one_in(2) {
                break;
            }
            arguments.push(value);
        }
        match self.random.below(12) {
            0 => arguments.push(format!("*{}", self.expression(List, depth))),
            1 if function.keywords => arguments.push(format!("k={}", self.expression(Int, depth))),
            2 if function.keywords => arguments.push("**{'a': 1, 'b': 2}".into()),
            3 => drop(arguments.pop()),
            _ => {}
        }
        format!("{}({})", function.name, arguments.join(", "))
    }
}
