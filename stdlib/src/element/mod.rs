//! `_etree`: elements of trees of XML, and what makes them of a parser's events. The rest of `xml.etree` is in `lib`.

mod builder;
mod iterators;

use crate::module::module;
use rondo_vm::heap::{Gc, Slot, Visitor};
use rondo_vm::object::class::flag;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::{Keywords, NativeDef};
use rondo_vm::object::slice::Slice;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, getter, method};

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_etree", "Elements of trees of XML, and what makes them.", FUNCTIONS);
    module.dict.set_name("Element", vm.types.native_class(&ELEMENT).into_value());
    module.dict.set_name("TreeBuilder", vm.types.native_class(&builder::BUILDER).into_value());
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[function!("SubElement(*args, **kwargs)", sub_element)];

/// An element: its name, attributes, the text before its first child and behind its end, and its children.
#[derive(Default)]
pub struct Element {
    tag: Slot,
    /// Unset while nobody has asked and there are none.
    attrib: Slot,
    text: Slot,
    tail: Slot,
    /// A list, or unset if there were never any.
    children: Slot,
}

impl ForeignData for Element {
    fn trace(&self, visit: &mut Visitor) {
        self.slots().into_iter().for_each(|slot| slot.trace(visit));
    }

    fn clear(&self) {
        self.slots().into_iter().for_each(|slot| drop(slot.take()));
    }

    fn item(&self, index: i64) -> Option<Value> {
        let children = self.existing_children()?;
        let index = if index < 0 { index + children.len() as i64 } else { index };
        children.get(usize::try_from(index).ok()?)
    }
}

impl Element {
    fn slots(&self) -> [&Slot; 5] {
        [&self.tag, &self.attrib, &self.text, &self.tail, &self.children]
    }

    /// A new element of the class itself.
    pub fn value(vm: &mut Vm, tag: Value, attrib: Value) -> Value {
        let element = Element {
            tag: Slot::new(tag),
            attrib: Slot::new(attrib),
            text: Slot::new(Value::NONE),
            tail: Slot::new(Value::NONE),
            children: Slot::default(),
        };
        Foreign::new(vm.types.native_class(&ELEMENT), element).into_value()
    }

    fn attributes(&self) -> Value {
        if self.attrib.get().is_unset() {
            self.attrib.set(Dict::new().into_value());
        }
        self.attrib.get()
    }

    fn existing_children(&self) -> Option<Gc<List>> {
        self.children.get().to_gc()
    }

    fn children(&self) -> Gc<List> {
        if let Some(list) = self.existing_children() {
            return list;
        }
        let list = List::new(Vec::new());
        self.children.set(list.to_value());
        list
    }

    fn child(&self, index: usize) -> Option<Value> {
        self.existing_children()?.get(index)
    }

    fn len(&self) -> usize {
        self.existing_children().map_or(0, |list| list.len())
    }
}

/// The class.
pub static ELEMENT: TypeSpec = TypeSpec {
    name: "xml.etree.ElementTree.Element",
    doc: "An element: its tag, attributes, the text before its first child, the text behind it, and children as a list has.",
    constructor: Some(&function!("Element(*args, **kwargs)", |vm, args| {
        let element = Element::value(vm, Value::NONE, Value::UNSET);
        if !vm.is_deriving() {
            fill(vm, &element, &args[0], &args[1])?;
        }
        Ok(element)
    })),
    methods: &[
        method!("__init__(self, /, *args, **kwargs)", |vm, args| {
            fill(vm, &args[0], &args[1], &args[2])?;
            Ok(Value::NONE)
        }),
        getter!("tag", |_, args| Ok(this(args).tag.get()), |vm, args| set(vm, &this(args).tag, &args[1])),
        getter!("text", |_, args| Ok(this(args).text.get()), |vm, args| set(vm, &this(args).text, &args[1])),
        getter!("tail", |_, args| Ok(this(args).tail.get()), |vm, args| set(vm, &this(args).tail, &args[1])),
        getter!("attrib", |_, args| Ok(this(args).attributes()), |vm, args| {
            if !args[1].is_unset() && args[1].get::<Dict>().is_none() {
                let message = format!("attrib must be dict, not {}", vm.type_name(&args[1]));
                return Err(vm.error(Exc::TypeError, message));
            }
            set(vm, &this(args).attrib, &args[1])
        }),
        method!("clear(self, /)", clear),
        method!("get(self, /, key, default=None)", get),
        method!("set(self, key, value, /)", |vm, args| {
            let attributes = this(args).attributes();
            vm.set_item(&attributes, &args[1], args[2].clone())?;
            Ok(Value::NONE)
        }),
        method!("find(self, /, path, namespaces=None)", |vm, args| {
            if !is_plain(args) {
                return by_path(vm, "find", args);
            }
            Ok(first(vm, args)?.unwrap_or(Value::NONE))
        }),
        method!("findtext(self, /, path, default=None, namespaces=None)", find_text),
        method!("findall(self, /, path, namespaces=None)", find_all),
        method!("append(self, subelement, /)", |vm, args| {
            if args[1].foreign::<Element>().is_none() {
                let got = vm.argument_type_name(&args[1]);
                let message = format!("append() argument 1 must be xml.etree.ElementTree.Element, not {got}");
                return Err(vm.error(Exc::TypeError, message));
            }
            this(args).children().push(args[1].clone());
            Ok(Value::NONE)
        }),
        method!("extend(self, elements, /)", extend),
        method!("insert(self, index, subelement, /)", insert),
        method!("remove(self, subelement, /)", remove),
        method!("iter(self, /, tag=None)", |vm, args| {
            let tag = if args[1].as_str() == Some("*") { Value::NONE } else { args[1].clone() };
            Ok(iterators::elements(vm, &args[0], tag))
        }),
        method!("itertext(self, /)", |vm, args| Ok(iterators::texts(vm, &args[0]))),
        method!("iterfind(self, /, path, namespaces=None)", |vm, args| by_path(vm, "iterfind", args)),
        method!("items(self, /)", |vm, args| {
            let items = vm.call_method(&this(args).attributes(), "items", &[])?;
            Ok(List::value(vm.collect(&items)?))
        }),
        method!("keys(self, /)", |vm, args| {
            let attributes = this(args).attributes();
            Ok(List::value(vm.collect(&attributes)?))
        }),
        method!("makeelement(self, tag, attrib, /)", |vm, args| {
            let Some(attributes) = args[2].get::<Dict>() else {
                let message = format!("makeelement() argument 2 must be dict, not {}", vm.argument_type_name(&args[2]));
                return Err(vm.error(Exc::TypeError, message));
            };
            let attributes = attributes.copy().into_value();
            Ok(Element::value(vm, args[1].clone(), attributes))
        }),
        method!("__copy__(self, /)", copy),
        method!("__deepcopy__(self, memo, /)", deep_copy),
        method!("__sizeof__(self, /)", |_, args| Ok(Value::from(64 + 8 * this(args).len() as i64))),
        method!("__getstate__(self, /)", get_state),
        method!("__setstate__(self, state, /)", set_state),
        method!("__len__(self, /)", |_, args| Ok(Value::from(this(args).len()))),
        method!("__bool__(self, /)", |vm, args| {
            let message = "Testing an element's truth value will always return True in future versions.  Use specific \
                           'len(elem)' or 'elem is not None' test instead.";
            vm.warn(Exc::DeprecationWarning, message)?;
            Ok((this(args).len() > 0).into())
        }),
        method!("__getitem__(self, key, /)", get_item),
        method!("__setitem__(self, key, value, /)", set_item),
        method!("__delitem__(self, key, /)", |vm, args| {
            check_index(vm, &args[1])?;
            let children = this(args).children();
            if args[1].get::<Slice>().is_none() {
                place(vm, &children, &args[1], "child assignment index out of range")?;
            }
            vm.del_item(&children.to_value(), &args[1])?;
            Ok(Value::NONE)
        }),
        method!("__repr__(self, /)", |vm, args| {
            let tag = this(args).tag.get();
            let tag = vm.nested(" while getting the repr of an object", |vm| vm.repr(&tag))?;
            Ok(Value::from(format!("<Element {tag} at {:#x}>", args[0].bits())))
        }),
    ],
    flags: flag::FILLED_BY_INIT,
};

fn this(args: &[Value]) -> &Element {
    element(&args[0])
}

fn element(value: &Value) -> &Element {
    match value.foreign::<Element>() {
        Some(element) => element,
        None => unreachable!("the binder checks the receiver's class, and only elements are children"),
    }
}

fn set(vm: &mut Vm, slot: &Slot, value: &Value) -> Res {
    if value.is_unset() {
        return Err(vm.error(Exc::AttributeError, "can't delete element attribute"));
    }
    drop(slot.replace(value.clone()));
    Ok(Value::NONE)
}

/// The attributes that a dict and keywords say, of which `attrib` is a dict too if there is none.
fn attributes_of(vm: &mut Vm, given: Option<&Value>, keywords: &Value, function: &str, position: usize) -> Res {
    let dict = match given {
        Some(given) => match given.get::<Dict>() {
            Some(dict) => dict.copy(),
            None => {
                let got = vm.argument_type_name(given);
                let message = format!("{function}() argument {position} must be dict, not {got}");
                return Err(vm.error(Exc::TypeError, message));
            }
        },
        None => Dict::new(),
    };
    let Some(keywords) = keywords.get::<Dict>() else { return Ok(dict.into_value()) };
    let keywords = keywords.copy();
    let name = rondo_vm::object::str::Str::intern("attrib").into_value();
    if given.is_none()
        && let Some(found) = keywords.remove_str(&name)
    {
        let Some(found) = found.get::<Dict>() else {
            let message = format!("attrib must be dict, not {}", vm.type_name(&found));
            return Err(vm.error(Exc::TypeError, message));
        };
        dict.fill(found);
    }
    for entry in keywords.entries() {
        dict.set(vm, entry.key, entry.value)?;
    }
    Ok(dict.into_value())
}

fn tuple_items(args: &Value) -> &[Value] {
    args.get::<rondo_vm::object::tuple::Tuple>().map_or(&[], |tuple| tuple.items())
}

/// Checks how many arguments there are.
fn check_count(vm: &mut Vm, function: &str, args: &[Value], least: usize, most: usize) -> Res<()> {
    let (word, limit) = match args.len() {
        count if count < least => ("at least", least),
        count if count > most => ("at most", most),
        _ => return Ok(()),
    };
    let plural = if limit == 1 { "" } else { "s" };
    let message = format!("{function}() takes {word} {limit} argument{plural} ({} given)", args.len());
    Err(vm.error(Exc::TypeError, message))
}

/// `Element(tag, attrib={}, **extra)`
fn fill(vm: &mut Vm, value: &Value, args: &Value, keywords: &Value) -> Res<()> {
    let args = tuple_items(args);
    check_count(vm, "Element", args, 1, 2)?;
    let attributes = attributes_of(vm, args.get(1), keywords, "Element", 2)?;
    let element = element(value);
    let old = [
        element.tag.replace(args[0].clone()),
        element.attrib.replace(attributes),
        element.text.replace(Value::NONE),
        element.tail.replace(Value::NONE),
    ];
    drop(old);
    Ok(())
}

/// `SubElement(parent, tag, attrib={}, **extra)`
fn sub_element(vm: &mut Vm, args: &[Value]) -> Res {
    let given = tuple_items(&args[0]);
    check_count(vm, "SubElement", given, 2, 3)?;
    let Some(parent) = given[0].foreign::<Element>() else {
        let got = vm.argument_type_name(&given[0]);
        let message = format!("SubElement() argument 1 must be xml.etree.ElementTree.Element, not {got}");
        return Err(vm.error(Exc::TypeError, message));
    };
    let attributes = attributes_of(vm, given.get(2), &args[1], "SubElement", 3)?;
    let made = Element::value(vm, given[1].clone(), attributes);
    parent.children().push(made.clone());
    Ok(made)
}

fn clear(_: &mut Vm, args: &[Value]) -> Res {
    let element = this(args);
    let old = [
        element.attrib.take(),
        element.children.take(),
        element.text.replace(Value::NONE),
        element.tail.replace(Value::NONE),
    ];
    drop(old);
    Ok(Value::NONE)
}

fn get(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(attributes): Option<Gc<Dict>> = this(args).attrib.get().to_gc() else { return Ok(args[2].clone()) };
    if attributes.is_empty() {
        return Ok(args[2].clone());
    }
    Ok(attributes.get(vm, &args[1])?.unwrap_or_else(|| args[2].clone()))
}

// Looking for children.

/// Is the path, the second argument, the name of children, and are there no namespaces, the last one?
fn is_plain(args: &[Value]) -> bool {
    let Some(path) = args[1].as_str() else { return false };
    // What is in braces is a namespace, in which all characters mean themselves; not so `{*}`.
    let mut inside = false;
    let is_name = path.bytes().all(|byte| match byte {
        b'{' => {
            inside = true;
            true
        }
        b'}' => {
            inside = false;
            true
        }
        b'/' | b'*' | b'[' | b'@' | b'.' => inside,
        _ => true,
    });
    is_name && !path.starts_with("{*}") && !path.starts_with("{}") && args[args.len() - 1].is_none()
}

/// The function of `ElementPath` with the same name.
fn by_path(vm: &mut Vm, name: &str, args: &[Value]) -> Res {
    let module = vm.import_module("xml.etree.ElementPath")?;
    vm.call_method(&module, name, args)
}

/// The first child with the tag that is the second argument.
fn first(vm: &mut Vm, args: &[Value]) -> Res<Option<Value>> {
    let mut index = 0;
    while let Some(child) = this(args).child(index) {
        if vm.eq(&element(&child).tag.get(), &args[1])? {
            return Ok(Some(child));
        }
        index += 1;
    }
    Ok(None)
}

fn find_text(vm: &mut Vm, args: &[Value]) -> Res {
    if !is_plain(args) {
        return by_path(vm, "findtext", args);
    }
    match first(vm, args)? {
        None => Ok(args[2].clone()),
        Some(found) => {
            let text = element(&found).text.get();
            Ok(if text.is_none() { Value::from("") } else { text })
        }
    }
}

fn find_all(vm: &mut Vm, args: &[Value]) -> Res {
    if !is_plain(args) {
        return by_path(vm, "findall", args);
    }
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(child) = this(args).child(index) {
        if vm.eq(&element(&child).tag.get(), &args[1])? {
            found.push(child);
        }
        index += 1;
    }
    Ok(List::value(found))
}

// Children.

fn check_element(vm: &mut Vm, value: &Value) -> Res<()> {
    match value.foreign::<Element>() {
        Some(_) => Ok(()),
        None => {
            let message = format!("expected an Element, not \"{}\"", vm.type_name(value));
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

fn extend(vm: &mut Vm, args: &[Value]) -> Res {
    let is_iterable = vm.is_iterable(&args[1]);
    if !is_iterable {
        return Err(vm.error(Exc::TypeError, "'elements' must be an iterable"));
    }
    for child in vm.collect(&args[1])? {
        check_element(vm, &child)?;
        this(args).children().push(child);
    }
    Ok(Value::NONE)
}

fn insert(vm: &mut Vm, args: &[Value]) -> Res {
    let index = vm.index_sized(&args[1])?;
    if args[2].foreign::<Element>().is_none() {
        let got = vm.argument_type_name(&args[2]);
        let message = format!("insert() argument 2 must be xml.etree.ElementTree.Element, not {got}");
        return Err(vm.error(Exc::TypeError, message));
    }
    let children = this(args).children();
    let len = children.len() as i64;
    let index = if index < 0 { (index + len).max(0) } else { index.min(len) };
    children.items().borrow_mut().insert(index as usize, args[2].clone());
    Ok(Value::NONE)
}

fn remove(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].foreign::<Element>().is_none() {
        let got = vm.argument_type_name(&args[1]);
        let message = format!("remove() argument must be xml.etree.ElementTree.Element, not {got}");
        return Err(vm.error(Exc::TypeError, message));
    }
    let mut index = 0;
    while let Some(child) = this(args).child(index) {
        if child.is(&args[1]) || vm.eq(&child, &args[1])? {
            // A comparison may have changed the children.
            let children = this(args).children();
            let mut items = children.items().borrow_mut();
            let gone = (index < items.len()).then(|| items.remove(index));
            drop(items);
            drop(gone);
            return Ok(Value::NONE);
        }
        index += 1;
    }
    Err(vm.error(Exc::ValueError, "Element.remove(x): element not found"))
}

fn check_index(vm: &mut Vm, key: &Value) -> Res<()> {
    let index = vm.names.index.clone();
    match key.get::<Slice>().is_some() || key.is_small_int() || vm.lookup_special(key, &index).is_some() {
        true => Ok(()),
        false => Err(vm.error(Exc::TypeError, "element indices must be integers")),
    }
}

/// The place of a child.
fn place(vm: &mut Vm, children: &List, key: &Value, message: &str) -> Res<usize> {
    let index = vm.index_sized(key)?;
    let len = children.len() as i64;
    let index = if index < 0 { index + len } else { index };
    match usize::try_from(index) {
        Ok(index) if index < len as usize => Ok(index),
        _ => Err(vm.error(Exc::IndexError, message)),
    }
}

fn get_item(vm: &mut Vm, args: &[Value]) -> Res {
    check_index(vm, &args[1])?;
    let children = this(args).children();
    if args[1].get::<Slice>().is_some() {
        return vm.get_item(&children.to_value(), &args[1]);
    }
    let index = place(vm, &children, &args[1], "child index out of range")?;
    match children.get(index) {
        Some(child) => Ok(child),
        None => Err(vm.error(Exc::IndexError, "child index out of range")),
    }
}

fn set_item(vm: &mut Vm, args: &[Value]) -> Res {
    check_index(vm, &args[1])?;
    let children = this(args).children();
    let mut value = args[2].clone();
    if let Some(slice) = args[1].get::<Slice>() {
        if !vm.is_iterable(&value) {
            return Err(vm.error(Exc::TypeError, "assignment expects an iterable"));
        }
        let items = vm.collect(&value)?;
        let selected = slice.indices(vm, || children.len())?;
        if selected.step == 1 || selected.count == items.len() {
            for item in &items {
                check_element(vm, item)?;
            }
        }
        value = List::value(items);
    } else {
        place(vm, &children, &args[1], "child assignment index out of range")?;
        check_element(vm, &value)?;
    }
    vm.set_item(&children.to_value(), &args[1], value)?;
    Ok(Value::NONE)
}

// Copies and pickles.

fn copy(vm: &mut Vm, args: &[Value]) -> Res {
    let old = this(args);
    let made = Element::value(vm, old.tag.get(), old.attributes());
    let new = element(&made);
    new.text.set(old.text.get());
    new.tail.set(old.tail.get());
    if let Some(children) = old.existing_children() {
        new.children.set(List::value(children.items().borrow().clone()));
    }
    Ok(made)
}

fn deep_copy(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].get::<Dict>().is_none() {
        let message = format!("__deepcopy__() argument must be dict, not {}", vm.argument_type_name(&args[1]));
        return Err(vm.error(Exc::TypeError, message));
    }
    vm.nested("", |vm| {
        let old = this(args);
        let module = vm.import_module("copy")?;
        let function = vm.get_attr_text(&module, "deepcopy")?;
        let deep = |vm: &mut Vm, value: Value| match value.is_unset() || value.is_none() || value.as_str().is_some() {
            true => Ok(value),
            false => vm.call(&function, &[value, args[1].clone()]),
        };
        let tag = deep(vm, old.tag.get())?;
        let attributes = deep(vm, old.attrib.get())?;
        let made = Element::value(vm, tag, attributes);
        let new = element(&made);
        new.text.set(deep(vm, old.text.get())?);
        new.tail.set(deep(vm, old.tail.get())?);
        let mut index = 0;
        while let Some(child) = this(args).child(index) {
            let child = deep(vm, child)?;
            check_element(vm, &child)?;
            new.children().push(child);
            index += 1;
        }
        let builtins = vm.import_module("builtins")?;
        let id = vm.call_method(&builtins, "id", &[args[0].clone()])?;
        vm.set_item(&args[1], &id, made.clone())?;
        Ok(made)
    })
}

fn get_state(_: &mut Vm, args: &[Value]) -> Res {
    let element = this(args);
    let state = Dict::new();
    let children = element.existing_children().map_or(Vec::new(), |list| list.items().borrow().clone());
    for (name, value) in [
        ("tag", element.tag.get()),
        ("_children", List::value(children)),
        ("attrib", element.attributes()),
        ("text", element.text.get()),
        ("tail", element.tail.get()),
    ] {
        state.set_name(name, value);
    }
    Ok(state.into_value())
}

fn set_state(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(state) = args[1].get::<Dict>() else {
        let shown = vm.repr(&args[1])?;
        let message = format!("Don't know how to unpickle \"{shown}\" as an Element");
        return Err(vm.error(Exc::TypeError, message));
    };
    let element = this(args);
    let find = |name: &str| state.get_name(name);
    let Some(tag) = find("tag") else { return Err(vm.error(Exc::TypeError, "tag may not be NULL")) };
    drop(element.tag.replace(tag));
    let children = match find("_children") {
        Some(children) => vm.collect(&children)?,
        None => Vec::new(),
    };
    for child in &children {
        check_element(vm, child)?;
    }
    let attributes = find("attrib").filter(|found| found.get::<Dict>().is_some());
    let old = [
        element.text.replace(find("text").unwrap_or(Value::NONE)),
        element.tail.replace(find("tail").unwrap_or(Value::NONE)),
        element.attrib.replace(attributes.unwrap_or(Value::UNSET)),
        element.children.replace(List::value(children)),
    ];
    drop(old);
    Ok(Value::NONE)
}

/// Calls a factory of elements.
fn made_by(vm: &mut Vm, factory: &Value, args: &[Value]) -> Res {
    vm.call_with(factory, args, Keywords::NONE)
}
