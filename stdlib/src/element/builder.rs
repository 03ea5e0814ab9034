//! `TreeBuilder`: makes a tree of what a parser tells.

use super::{ELEMENT, Element, made_by};
use rondo_vm::function;
use rondo_vm::heap::{Interior, Kind, Visitor};
use rondo_vm::method;
use rondo_vm::object::class::flag;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::str::{Str, build};
use rondo_vm::op::Op;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use std::cell::Cell;

/// A tree that is being made.
#[derive(Default)]
struct Builder {
    parts: Interior<Parts>,
    /// The text that comes is behind the last element, not in it.
    behind: Cell<bool>,
    insert_comments: Cell<bool>,
    insert_pis: Cell<bool>,
}

#[derive(Default)]
struct Parts {
    /// The elements that have not ended.
    open: Vec<Value>,
    /// What text belongs to; unset before the first.
    last: Value,
    root: Value,
    /// Pieces of text.
    data: Vec<Value>,
    factory: Value,
    comment_factory: Value,
    pi_factory: Value,
}

impl ForeignData for Builder {
    fn trace(&self, visit: &mut Visitor) {
        let Parts { open, last, root, data, factory, comment_factory, pi_factory } = &*self.parts.borrow();
        open.iter().chain(data).for_each(&mut *visit);
        [last, root, factory, comment_factory, pi_factory].into_iter().for_each(visit);
    }

    fn clear(&self) {
        drop(self.parts.replace(Parts::default()));
    }
}

const SIGNATURE: &str = "TreeBuilder(element_factory=None, *, comment_factory=None, pi_factory=None, \
                         insert_comments=False, insert_pis=False)";

/// The class.
pub static BUILDER: TypeSpec = TypeSpec {
    name: "xml.etree.ElementTree.TreeBuilder",
    doc: "Makes a tree of calls of start(), data(), end(), comment() and pi().",
    constructor: Some(&rondo_vm::object::native::NativeDef {
        signature: SIGNATURE,
        run: |vm, args| {
            let builder = Foreign::new(vm.types.native_class(&BUILDER), Builder::default()).into_value();
            fill(vm, &builder, args)?;
            Ok(builder)
        },
        ..function!("", |_, _| Ok(Value::NONE))
    }),
    methods: &[
        method!(
            "__init__(self, /, element_factory=None, *, comment_factory=None, pi_factory=None, insert_comments=False, \
             insert_pis=False)",
            |vm, args| {
                fill(vm, &args[0], &args[1..])?;
                Ok(Value::NONE)
            }
        ),
        method!("start(self, tag, attrs, /)", start),
        method!("end(self, tag, /)", end),
        method!("data(self, data, /)", data),
        method!("comment(self, text, /)", |vm, args| {
            let factory = this(args).parts.borrow().comment_factory.clone();
            let made = if factory.is_none() { args[1].clone() } else { made_by(vm, &factory, &args[1..])? };
            beside(vm, args, made, this(args).insert_comments.get())
        }),
        method!("pi(self, target, text=None, /)", |vm, args| {
            let factory = this(args).parts.borrow().pi_factory.clone();
            let made = made_by(vm, &factory, &args[1..])?;
            beside(vm, args, made, this(args).insert_pis.get())
        }),
        method!("close(self, /)", |vm, args| {
            flush(vm, this(args))?;
            let root = this(args).parts.borrow().root.clone();
            Ok(if root.is_unset() { Value::NONE } else { root })
        }),
    ],
    flags: flag::FILLED_BY_INIT,
};

fn this(args: &[Value]) -> &Builder {
    match args[0].foreign::<Builder>() {
        Some(builder) => builder,
        None => unreachable!("the binder checks the receiver's class"),
    }
}

fn fill(vm: &mut Vm, value: &Value, args: &[Value]) -> Res<()> {
    let Some(builder) = value.foreign::<Builder>() else { return Ok(()) };
    let tree = vm.import_module("xml.etree.ElementTree")?;
    let mut factories = [args[1].clone(), args[2].clone()];
    for (factory, name) in factories.iter_mut().zip(["Comment", "ProcessingInstruction"]) {
        if factory.is_none() {
            *factory = vm.get_attr_text(&tree, name)?;
        }
    }
    let [comment_factory, pi_factory] = factories;
    builder.insert_comments.set(vm.truth(&args[3])?);
    builder.insert_pis.set(vm.truth(&args[4])?);
    let factory = args[0].clone();
    drop(builder.parts.replace(Parts { factory, comment_factory, pi_factory, ..Parts::default() }));
    builder.behind.set(false);
    Ok(())
}

/// Gives the text that has come to the element that it belongs to.
fn flush(vm: &mut Vm, builder: &Builder) -> Res<()> {
    if builder.parts.borrow().data.is_empty() {
        return Ok(());
    }
    let (data, last) = {
        let mut parts = builder.parts.borrow_mut();
        (std::mem::take(&mut parts.data), parts.last.clone())
    };
    let text = match &data[..] {
        [only] => only.clone(),
        _ => build::join_all(vm, &data)?,
    };
    let behind = builder.behind.get();
    if let (true, Some(last)) = (last.is_kind(Kind::Foreign), last.foreign::<Element>()) {
        let slot = if behind { &last.tail } else { &last.text };
        let before = slot.get();
        let text = if before.is_none() { text } else { vm.binary(Op::Add, false, &before, &text)? };
        drop(slot.replace(text));
        return Ok(());
    }
    let name = Str::intern(if behind { "tail" } else { "text" }).into_value();
    let before = vm.get_attr(&last, &name)?;
    let text = if before.is_none() { text } else { vm.binary(Op::Add, false, &before, &text)? };
    vm.set_attr(&last, &name, text)
}

/// Adds an element to the innermost one that has not ended.
fn add(vm: &mut Vm, builder: &Builder, made: &Value) -> Res<bool> {
    let Some(parent) = builder.parts.borrow().open.last().cloned() else { return Ok(false) };
    let is_plain = parent.is_kind(Kind::Foreign) && made.foreign::<Element>().is_some();
    match parent.foreign::<Element>().filter(|_| is_plain) {
        Some(parent) => parent.children().push(made.clone()),
        None => {
            vm.call_method(&parent, "append", std::slice::from_ref(made))?;
        }
    }
    Ok(true)
}

fn start(vm: &mut Vm, args: &[Value]) -> Res {
    let builder = this(args);
    flush(vm, builder)?;
    let factory = builder.parts.borrow().factory.clone();
    let made = if factory.is_none() || factory.is(&vm.types.native_class(&ELEMENT).into_value()) {
        if args[2].get::<Dict>().is_none() {
            let message = format!("start() argument 2 must be dict, not {}", vm.argument_type_name(&args[2]));
            return Err(vm.error(Exc::TypeError, message));
        }
        Element::value(vm, args[1].clone(), args[2].clone())
    } else {
        made_by(vm, &factory, &args[1..])?
    };
    let has_parent = add(vm, builder, &made)?;
    let mut parts = builder.parts.borrow_mut();
    if !has_parent {
        if parts.root.is_unset() {
            parts.root = made.clone();
        } else {
            drop(parts);
            let tree = vm.import_module("xml.etree.ElementTree")?;
            let class = vm.get_attr_text(&tree, "ParseError")?;
            let error = vm.call(&class, &[Value::from("multiple elements on top level")])?;
            return Err(vm.raise(error));
        }
    }
    parts.open.push(made.clone());
    let old = std::mem::replace(&mut parts.last, made.clone());
    drop(parts);
    drop(old);
    builder.behind.set(false);
    Ok(made)
}

fn end(vm: &mut Vm, args: &[Value]) -> Res {
    let builder = this(args);
    flush(vm, builder)?;
    let mut parts = builder.parts.borrow_mut();
    let Some(ended) = parts.open.pop() else {
        drop(parts);
        return Err(vm.error(Exc::IndexError, "pop from empty stack"));
    };
    let old = std::mem::replace(&mut parts.last, ended.clone());
    drop(parts);
    drop(old);
    builder.behind.set(true);
    Ok(ended)
}

fn data(_: &mut Vm, args: &[Value]) -> Res {
    let mut parts = this(args).parts.borrow_mut();
    // Before the first element nobody wants it.
    if !parts.last.is_unset() {
        parts.data.push(args[1].clone());
    }
    Ok(Value::NONE)
}

/// A comment or an instruction, which becomes a part of the tree if it is to.
fn beside(vm: &mut Vm, args: &[Value], made: Value, inserted: bool) -> Res {
    let builder = this(args);
    if inserted {
        flush(vm, builder)?;
        if add(vm, builder, &made)? {
            let old = std::mem::replace(&mut builder.parts.borrow_mut().last, made.clone());
            drop(old);
            builder.behind.set(true);
        }
    }
    Ok(made)
}
