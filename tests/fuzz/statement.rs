//! Random statements.

use super::expression::Type::*;
use super::generate::{Kind, Program};

const ERRORS: [&str; 8] =
    ["ValueError", "KeyError", "TypeError", "IndexError", "ZeroDivisionError", "Problem", "LookupError", "Exception"];

impl Program {
    /// A block of statements, at least one.
    pub fn block(&mut self, depth: usize) {
        self.indent += 1;
        let start = self.written();
        for _ in 0..1 + self.random.below(3) {
            self.statement(depth);
        }
        if self.written() == start {
            self.line("pass".into());
        }
        self.indent -= 1;
    }

    /// One statement; compound ones nest at most `depth` deep.
    pub fn statement(&mut self, depth: usize) {
        let limit = if depth == 0 { 12 } else { 26 };
        match self.random.below(limit) {
            0..=3 => self.assignment(),
            4 => {
                let of = [Int, Str, List][self.random.below(3)];
                let (target, value) = (self.variable(of), self.expression(of, 2));
                let target = if of == List && self.random.one_in(3) { format!("{target}[0]") } else { target };
                self.line(format!("{target} += {value}"));
            }
            5 | 6 => {
                let of = self.any_type();
                let value = self.expression(of, 3);
                self.line(format!("say({value})"));
            }
            7 => self.jump(),
            8 => self.change(),
            9 if self.kind().yields() => self.suspension(),
            9 | 10 if self.is_async() => self.waiting(),
            11 if self.random.one_in(2) => {
                let of = self.any_type();
                let variable = self.variable(of);
                self.line(format!("del {variable}"));
            }
            12..=14 => self.condition(depth - 1),
            15 | 16 => self.for_loop(depth - 1),
            17 => self.while_loop(depth - 1),
            18..=20 => self.try_statement(depth - 1),
            21 => self.with_statement(depth - 1),
            22 => self.match_statement(depth - 1),
            23 => self.closure(depth - 1),
            24 => self.drive(),
            25 if self.is_async() => self.group(depth - 1),
            _ => {
                let value = self.expression(Int, 2);
                self.line(format!("say('n', {value})"));
            }
        }
    }

    fn assignment(&mut self) {
        let of = self.any_type();
        let (target, value) = (self.variable(of), self.expression(of, 3));
        match self.random.below(8) {
            0 => {
                let (a, b, list) = (self.variable(Int), self.variable(Int), self.variable(List));
                let value = self.iterable(2);
                let rest = self.random.pick(&["", "*"]);
                self.line(format!("{a}, {rest}{}, {b} = {value}", if rest.is_empty() { "o0" } else { &list }));
            }
            1 => {
                let other = self.variable(of);
                self.line(format!("{target} = {other} = {value}"));
            }
            2 => {
                let other = self.variable(of);
                self.line(format!("{target}, {other} = {other}, {value}"));
            }
            // Those that are declared global or nonlocal cannot be annotated.
            3 if of != Int && !target.ends_with('g') => self.line(format!("{target}: int = {value}")),
            _ => self.line(format!("{target} = {value}")),
        }
    }

    /// Changes an object in place.
    fn change(&mut self) {
        let (list, dict, set) = (self.variable(List), self.variable(Dict), self.variable(Set));
        let (number, text) = (self.expression(Int, 2), self.expression(Str, 2));
        let object = self.variable(Object);
        let line = match self.random.below(14) {
            0 => format!("{list}.append({number})"),
            1 => format!("{list}.insert({number}, 7)"),
            2 => format!("{list}[{number}] = 5"),
            3 => format!("{list}[1:2] = {}", self.iterable(2)),
            4 => format!("say({list}.pop({number}))"),
            5 => format!("{list}.sort(key=lambda x: (str(type(x)), str(x)))"),
            6 => format!("{dict}[{text}] = {number}"),
            7 => format!("say({dict}.pop({text}, None), {dict}.setdefault({number}, 3))"),
            8 => format!("del {dict}[{text}]"),
            9 => format!("{set}.add({number})"),
            10 => format!("{object}.value = {text}"),
            11 => format!("del {object}.value"),
            12 => format!("say(*{list}, sep='/')"),
            _ => format!("{list}.remove({number})"),
        };
        self.line(line);
    }

    fn jump(&mut self) {
        let error = self.random.pick(&ERRORS);
        let line = match self.random.below(10) {
            0 if self.loops > 0 => "break".into(),
            1 if self.loops > 0 => "continue".into(),
            2 | 3 => match self.kind() {
                Kind::AsyncGenerator => "return".into(),
                _ => {
                    let returns = self.returns();
                    format!("return {}", self.expression(returns, 2))
                }
            },
            4 => format!("raise {error}({})", self.expression(Str, 2)),
            5 => format!(
                "raise {error}({}) from {}",
                self.expression(Int, 1),
                self.random.pick(&["None", "Problem(1)", "e"])
            ),
            6 => format!("assert {}, {}", self.expression(Bool, 2), self.expression(Str, 2)),
            7 => "raise".into(),
            _ => return self.line("tick()".into()),
        };
        // What follows an unconditional jump would never run.
        let condition = self.expression(Bool, 2);
        self.line(format!("if {condition}: {line}"));
    }

    fn suspension(&mut self) {
        let value = self.expression(Int, 2);
        let target = self.variable(Int);
        match self.random.below(5) {
            0 | 1 => self.line(format!("yield {value}")),
            2 if self.kind() == Kind::Generator => {
                let inner = self.iterable(2);
                self.line(format!("{target} = yield from {inner}"));
            }
            _ => self.line(format!("{target} = yield {value}")),
        }
    }

    /// What only coroutines do.
    fn waiting(&mut self) {
        let target = self.variable(Object);
        let Some(function) = self.function(Kind::Coroutine) else { return self.line("await asyncio.sleep(0)".into()) };
        let (one, two) = (self.arguments(&function, 1), self.arguments(&function, 1));
        let line = match self.random.below(9) {
            0 => format!("{target} = await asyncio.gather({one}, {two}, return_exceptions=True)"),
            1 => format!("{target} = await asyncio.gather({one}, {two})"),
            2 => format!("task = asyncio.create_task({one}); await asyncio.sleep(0); {target} = await task"),
            3 => format!(
                "task = asyncio.create_task({one}); await asyncio.sleep(0); task.cancel(); {target} = await task"
            ),
            4 => format!("{target} = await asyncio.wait_for({one}, 5)"),
            5 => match self.function(Kind::AsyncGenerator) {
                Some(generator) => {
                    let items = self.arguments(&generator, 1);
                    format!("{target} = [x async for x in {items}]")
                }
                None => format!("{target} = [await {one}, await {two}]"),
            },
            6 => format!("{target} = await asyncio.shield({one})"),
            _ => "await asyncio.sleep(0)".into(),
        };
        self.line(line);
    }

    /// Several tasks in a group.
    fn group(&mut self, depth: usize) {
        let Some(function) = self.function(Kind::Coroutine) else { return };
        if self.random.one_in(2) {
            let manager = self.random.pick(&["asyncio.timeout(9)", "Guard('async')", "lock()"]);
            self.line(format!("async with {manager}:"));
            return self.block(depth);
        }
        self.line("async with asyncio.TaskGroup() as group:".into());
        self.indent += 1;
        for _ in 0..1 + self.random.below(3) {
            let call = self.arguments(&function, 1);
            self.line(format!("group.create_task({call})"));
        }
        self.indent -= 1;
    }

    fn condition(&mut self, depth: usize) {
        let test = self.expression(Bool, 3);
        self.line(format!("if {test}:"));
        self.block(depth);
        if self.random.one_in(3) {
            let test = self.expression(Bool, 2);
            self.line(format!("elif {test}:"));
            self.block(depth);
        }
        if self.random.one_in(2) {
            self.line("else:".into());
            self.block(depth);
        }
    }

    fn for_loop(&mut self, depth: usize) {
        let generator =
            if self.is_async() && self.random.one_in(2) { self.function(Kind::AsyncGenerator) } else { None };
        match generator {
            Some(generator) => {
                let (target, items) = (self.variable(Int), self.arguments(&generator, 1));
                self.line(format!("async for {target} in {items}:"));
            }
            None => {
                let (target, iterable) = (self.variable(Int), self.iterable(3));
                match self.random.below(4) {
                    0 => self.line(format!("for i1, {target} in enumerate({iterable}):")),
                    1 => self.line(format!("for {target}, s0 in zip({iterable}, 'abc'):")),
                    _ => self.line(format!("for {target} in {iterable}:")),
                }
            }
        }
        self.loop_body(depth);
    }

    fn while_loop(&mut self, depth: usize) {
        let test = self.expression(Bool, 2);
        self.line(format!("while {test}:"));
        self.loop_body(depth);
    }

    fn loop_body(&mut self, depth: usize) {
        self.indent += 1;
        self.line("tick()".into());
        self.indent -= 1;
        self.loops += 1;
        self.block(depth);
        self.loops -= 1;
        if self.random.one_in(4) {
            self.line("else:".into());
            self.block(depth);
        }
    }

    fn try_statement(&mut self, depth: usize) {
        self.line("try:".into());
        self.block(depth);
        let star = self.random.one_in(6);
        let handlers = self.random.below(3);
        for _ in 0..handlers {
            let (one, two) = (self.random.pick(&ERRORS), self.random.pick(&ERRORS));
            let errors = if self.random.one_in(4) { format!("({one}, {two})") } else { one.to_owned() };
            self.line(format!("except{} {errors} as e:", if star { "*" } else { "" }));
            self.indent += 1;
            self.line("say(describe(e))".into());
            self.indent -= 1;
            // No jump leaves an `except*` block.
            if star {
                self.indent += 1;
                let value = self.expression(Str, 2);
                self.line(format!("say({value})"));
                if self.random.one_in(3) {
                    let error = self.random.pick(&ERRORS);
                    self.line(format!("raise {error}('raised')"));
                }
                self.indent -= 1;
            } else {
                self.block(depth);
            }
        }
        if handlers > 0 && self.random.one_in(3) {
            self.line("else:".into());
            self.block(depth);
        }
        if handlers == 0 || self.random.one_in(3) {
            self.line("finally:".into());
            self.indent += 1;
            self.line("say('finally')".into());
            self.indent -= 1;
            // No block: jumps out of `finally` are warned of from 3.14 on.
            self.indent += 1;
            self.assignment();
            self.indent -= 1;
        }
    }

    fn with_statement(&mut self, depth: usize) {
        let name = self.literal_name();
        let target = self.variable(Object);
        match self.random.below(3) {
            0 => self.line(format!("with Guard({name}) as {target}, Guard('inner', swallow=True):")),
            1 => self.line(format!("with managed({name}) as {target}:")),
            _ => self.line(format!("with Guard({name}):")),
        }
        self.block(depth);
    }

    fn literal_name(&mut self) -> String {
        format!("'{}'", self.random.pick(&["red", "green", "blue"]))
    }

    fn match_statement(&mut self, depth: usize) {
        let of = [Int, Str, List, Tuple, Dict, Object][self.random.below(6)];
        let subject = self.expression(of, 2);
        self.line(format!("match {subject}:"));
        self.indent += 1;
        for _ in 0..1 + self.random.below(4) {
            let pattern = self.random.pick(&[
                "0 | 1 | -1",
                "int(i0)",
                "str() as s0",
                "[]",
                "[i0]",
                "[i0, *l0]",
                "(i0, 'a')",
                "{'ada': i0, **d0}",
                "Point(x=1, y=i1)",
                "Point(i0, i1)",
                "Box(value=Box())",
                "None",
                "True",
                "[_, [i1], *_]",
                "{1: s0}",
                "float(f0)",
                "'ada' | 'bob'",
                "{}",
            ]);
            let guard = if self.random.one_in(4) { format!(" if {}", self.expression(Bool, 1)) } else { String::new() };
            self.line(format!("case {pattern}{guard}:"));
            self.block(depth);
        }
        if self.random.one_in(2) {
            self.line("case _:".into());
            self.block(depth);
        }
        self.indent -= 1;
    }

    /// A function that changes what surrounds it.
    fn closure(&mut self, depth: usize) {
        let (captured, loops) = (format!("{}{}", Int.letter(), self.random.below(2)), std::mem::take(&mut self.loops));
        let kind = [Kind::Function, Kind::Generator][self.random.below(2)];
        self.line(format!("{captured} = 4"));
        let (outer, comprehensions) = (self.enter(kind, Int), self.comprehensions);
        self.line(format!("def inner(s1={}, *, t0=()):", "'d'"));
        self.indent += 1;
        if self.random.one_in(2) {
            self.line(format!("nonlocal {captured}"));
        }
        self.line("tick()".into());
        self.indent -= 1;
        self.block(depth.min(1));
        self.indent += 1;
        if kind == Kind::Generator {
            self.line("yield s1".into());
        }
        self.line(format!("{captured} = 3"));
        self.indent -= 1;
        self.leave(outer);
        (self.loops, self.comprehensions) = (loops, comprehensions);
        let value = self.expression(Str, 1);
        let call = if kind == Kind::Generator { format!("list(inner({value}))") } else { format!("inner({value})") };
        self.line(format!("say({call}, inner.__name__)"));
    }

    /// Drives a generator by hand.
    fn drive(&mut self) {
        let Some(function) = self.function(Kind::Generator) else { return };
        let call = self.arguments(&function, 1);
        self.line(format!("g = {call}"));
        for _ in 0..1 + self.random.below(4) {
            let value = self.expression(Int, 1);
            let error = self.random.pick(&ERRORS);
            let line = match self.random.below(6) {
                0 | 1 => "say(next(g, 'done'))".to_owned(),
                2 => format!("say(g.send({value}))"),
                3 => format!("say(g.throw({error}({value})))"),
                4 => "g.close()".into(),
                _ => "for x in g: say(x); break".into(),
            };
            self.line(line);
        }
    }
}
