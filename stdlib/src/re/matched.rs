//! `re.Match`: what a pattern matched.

use super::matcher::NONE;
use super::pattern::{Pattern, part};
use super::replace;
use rondo_vm::heap::Visitor;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::generic_alias;
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{class_method, getter, method};

/// A match.
pub struct Match {
    pattern: Value,
    string: Value,
    /// Byte offsets, two for each group.
    slots: Vec<usize>,
    /// The group that was closed last; 0 without one.
    last: usize,
    /// The bounds of the search, in characters.
    bounds: (i64, i64),
}

impl ForeignData for Match {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.pattern);
        visit(&self.string);
    }
}

/// The class `re.Match`.
pub static MATCH: TypeSpec = TypeSpec {
    name: "re.Match",
    doc: "What match(), search() and their like find; it is always true.",
    constructor: None,
    methods: &[
        method!("group(self, /, *groups)", group),
        method!("__getitem__(self, key, /)", |vm, a| {
            let index = group_index(vm, this(&a[0]), &a[1])?;
            Ok(this(&a[0]).group(index, Value::NONE))
        }),
        method!("start(self, group=0, /)", |vm, a| Ok(Value::from(span(vm, a)?.0))),
        method!("end(self, group=0, /)", |vm, a| Ok(Value::from(span(vm, a)?.1))),
        method!("span(self, group=0, /)", |vm, a| {
            let (start, end) = span(vm, a)?;
            Ok(Tuple::value(vec![Value::from(start), Value::from(end)]))
        }),
        method!("groups(self, /, default=None)", |_, a| {
            let this = this(&a[0]);
            Ok(Tuple::value((1..this.slots.len() / 2).map(|i| this.group(i, a[1].clone())).collect()))
        }),
        method!("groupdict(self, /, default=None)", |_, a| {
            let this = this(&a[0]);
            let dict = Dict::new();
            for (name, index) in this.pattern().names() {
                dict.set_name(name, this.group(*index, a[1].clone()));
            }
            Ok(dict.into_value())
        }),
        method!("expand(self, /, template)", |vm, a| {
            let this = this(&a[0]);
            replace::expand(vm, this.pattern(), &a[1], &this.string, &this.slots)
        }),
        getter!("pos", |_, a| Ok(Value::from(this(&a[0]).bounds.0))),
        getter!("endpos", |_, a| Ok(Value::from(this(&a[0]).bounds.1))),
        getter!("lastindex", |_, a| {
            Ok(match this(&a[0]).last {
                0 => Value::NONE,
                last => Value::from(last as i64),
            })
        }),
        getter!("lastgroup", |_, a| {
            let this = this(&a[0]);
            let found = this.pattern().names().iter().find(|(_, index)| *index == this.last);
            Ok(found.map_or(Value::NONE, |(name, _)| Value::from(name.as_str())))
        }),
        getter!("string", |_, a| Ok(this(&a[0]).string.clone())),
        getter!("re", |_, a| Ok(this(&a[0]).pattern.clone())),
        getter!("regs", |_, a| {
            let this = this(&a[0]);
            let spans = (0..this.slots.len() / 2).map(|i| {
                let (start, end) = this.span(i);
                Tuple::value(vec![Value::from(start), Value::from(end)])
            });
            Ok(Tuple::value(spans.collect()))
        }),
        method!("__copy__(self, /)", |_, a| Ok(a[0].clone())),
        method!("__deepcopy__(self, memo, /)", |_, a| Ok(a[0].clone())),
        method!("__repr__(self, /)", |vm, a| {
            let this = this(&a[0]);
            let (start, end) = this.span(0);
            let text = vm.repr(&this.group(0, Value::NONE))?;
            let text: String = text.chars().take(50).collect();
            Ok(Value::from(format!("<re.Match object; span=({start}, {end}), match={text}>")))
        }),
        class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
    ],
    flags: 0,
};

fn this(value: &Value) -> &Match {
    match value.foreign() {
        Some(matched) => matched,
        None => unreachable!("a method of Match is bound to one only"),
    }
}

impl Match {
    /// The match object. `slots` are byte offsets, `bounds` the characters that the search went from and to.
    pub fn value(
        vm: &mut Vm,
        pattern: Value,
        string: Value,
        slots: Vec<usize>,
        last: usize,
        bounds: (i64, i64),
    ) -> Value {
        let class = vm.types.native_class(&MATCH);
        Foreign::new(class, Match { pattern, string, slots, last, bounds }).into_value()
    }

    fn pattern(&self) -> &Pattern {
        match self.pattern.foreign() {
            Some(pattern) => pattern,
            None => unreachable!("a match keeps its pattern"),
        }
    }

    fn group(&self, index: usize, default: Value) -> Value {
        match self.slots[index * 2 + 1] {
            NONE => default,
            end => part(&self.string, self.slots[index * 2], end),
        }
    }

    /// The group's place in characters; -1 if it has not matched.
    fn span(&self, index: usize) -> (i64, i64) {
        let (start, end) = (self.slots[index * 2], self.slots[index * 2 + 1]);
        if end == NONE {
            return (-1, -1);
        }
        match self.string.get::<Str>() {
            Some(text) => (text.char_index(start) as i64, text.char_index(end) as i64),
            None => (start as i64, end as i64),
        }
    }
}

/// The number of the group that a number or name means.
fn group_index(vm: &mut Vm, this: &Match, key: &Value) -> Res<usize> {
    let count = this.slots.len() / 2;
    if let Some(name) = key.as_str() {
        if let Some((_, index)) = this.pattern().names().iter().find(|(known, _)| known == name) {
            return Ok(*index);
        }
    } else if let Ok(Some(index)) = vm.index_opt(key).map(|index| index.and_then(|i| i.as_small_int()))
        && (0..count as i64).contains(&index)
    {
        return Ok(index as usize);
    }
    Err(vm.error(Exc::IndexError, "no such group"))
}

fn group(vm: &mut Vm, args: &[Value]) -> Res {
    let this = this(&args[0]);
    let keys = args[1].get::<Tuple>().map_or(&[][..], Tuple::items);
    match keys {
        [] => Ok(this.group(0, Value::NONE)),
        [key] => {
            let index = group_index(vm, this, key)?;
            Ok(this.group(index, Value::NONE))
        }
        keys => {
            let mut groups = Vec::with_capacity(keys.len());
            for key in keys {
                let index = group_index(vm, this, key)?;
                groups.push(this.group(index, Value::NONE));
            }
            Ok(Tuple::value(groups))
        }
    }
}

fn span(vm: &mut Vm, args: &[Value]) -> Res<(i64, i64)> {
    let index = group_index(vm, this(&args[0]), &args[1])?;
    Ok(this(&args[0]).span(index))
}
