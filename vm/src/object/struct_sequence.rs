//! Structure sequences, what the system's records are: tuples whose items are also read-only attributes. Further fields
//! can stand behind the items, as attributes alone, and an item need not have a name.
//!
//! A class of them is made by [`MAKE_CLASS`]. Each field has a member in the instance, as a name of `__slots__` has.

use crate::heap::{Gc, Kind};
use crate::object::class::{Class, flag};
use crate::object::descriptor::{Descriptor, DescriptorKind};
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::instance::Instance;
use crate::object::native::{Keywords, NativeDef, NativeFunction};
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, method, static_method};

/// `_struct_sequence(name, visible, fields, doc, creatable)`: a class. The name is dotted; of `fields`, a tuple of names
/// with `None` for an item without one, the first `visible` are items.
pub const MAKE_CLASS: NativeDef =
    function!("_struct_sequence(name, visible, fields, doc=None, creatable=True, /)", make_class);

/// `_struct_values(cls, sequence)`: an instance, of a class whose call may be refused too.
pub const MAKE: NativeDef = function!("_struct_values(cls, sequence, dict=None, /)", |vm, args| {
    match args[0].to_gc::<Class>() {
        Some(class) => make(vm, &class, &args[1], &args[2]),
        None => Err(vm.error(Exc::TypeError, "_struct_values() argument 1 must be type")),
    }
});

const METHODS: &[NativeDef] = &[
    static_method!("__new__(cls, *args, **kwargs)", new),
    method!("__repr__(self, /)", repr),
    method!("__reduce__(self, /)", reduce),
    method!("__replace__(self, /, *args, **changes)", replace),
];

fn make_class(vm: &mut Vm, args: &[Value]) -> Res {
    let full = args[0].as_str().unwrap_or_default();
    let (module, name) = full.rsplit_once('.').unwrap_or(("builtins", full));
    let fields = vm.collect(&args[2])?;
    let unnamed = fields.iter().filter(|field| field.is_none()).count();
    let namespace = Dict::new();
    namespace.set_name("__module__", Value::from(module));
    namespace.set_name("__doc__", args[3].clone());
    namespace.set_name("__slots__", Tuple::value(Vec::new()));
    let visible = args[1].as_small_int().unwrap_or_default() as usize;
    let counts = [("n_sequence_fields", visible), ("n_fields", fields.len()), ("n_unnamed_fields", unnamed)];
    for (name, count) in counts {
        namespace.set_name(name, Value::from(count));
    }
    let named = fields[..visible].iter().filter(|field| !field.is_none()).cloned().collect();
    namespace.set_name("__match_args__", Tuple::value(named));
    let type_ = vm.types.type_.clone();
    let bases = Tuple::value(vec![vm.types.of_kind(Kind::Tuple).to_value()]);
    let made = vm.make_class(&type_, &[Value::from(name), bases, namespace.into_value()], Keywords::NONE)?;
    let Some(class) = made.to_gc::<Class>() else { unreachable!("`type` makes classes") };
    class.dict().remove_str(&Str::intern("__slots__").into_value());
    for field in fields {
        let place = Value::from(class.add_member());
        if field.as_str().is_some() {
            let member = Descriptor::new(DescriptorKind::Member, made.clone());
            member.name.set(field.clone());
            member.second.set(place);
            member.third.set(Value::TRUE);
            class.dict().set_str(field, member.into_value());
        }
    }
    for def in METHODS {
        class.dict().set_name(def.name(), NativeFunction::new(def, made.clone()).into_value());
    }
    if args[4].as_bool() == Some(false) {
        static REFUSED: NativeDef = static_method!("__new__(cls, *args, **kwargs)", refuse);
        class.dict().set_name("__new__", NativeFunction::new(&REFUSED, made.clone()).into_value());
    }
    Class::make_shapes(&class);
    class.set_flags(flag::FINAL | flag::SHOWS_MODULE);
    if module == "sys" {
        class.set_flags(flag::IMMUTABLE);
    }
    class.changed();
    Ok(made)
}

/// The fields with names, in the order of their places, with these.
fn members(class: &Class) -> Vec<(Value, usize)> {
    let of_member = |value: &Value| {
        let member = value.exact::<Descriptor>().filter(|d| matches!(d.kind, DescriptorKind::Member))?;
        Some((member.name.get(), member.member_slot()))
    };
    let mut found: Vec<_> = class.dict().entries().iter().filter_map(|entry| of_member(&entry.value)).collect();
    found.sort_by_key(|(_, slot)| *slot);
    found
}

/// A number that the class holds.
fn count(class: &Class, name: &str) -> usize {
    class.dict().get_name(name).and_then(|n| n.as_small_int()).unwrap_or_default() as usize
}

fn refuse(vm: &mut Vm, args: &[Value]) -> Res {
    let name = vm.descriptor_owner(&args[0]);
    Err(vm.error(Exc::TypeError, format!("cannot create '{name}' instances")))
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(class) = args[0].to_gc::<Class>() else { return Ok(Value::NONE) };
    let mut given = vm.collect(&args[1])?;
    let most = ["sequence", "dict"];
    for entry in args[2].exact::<Dict>().map(|d| d.entries()).unwrap_or_default() {
        let name = entry.key.as_str().unwrap_or_default().to_string();
        if most.get(given.len()) != Some(&name.as_str()) {
            let message = format!("structseq() got an unexpected keyword argument '{name}'");
            return Err(vm.error(Exc::TypeError, message));
        }
        given.push(entry.value);
    }
    match &given[..] {
        [] => Err(vm.error(Exc::TypeError, "structseq() missing required argument 'sequence' (pos 1)")),
        [sequence] => make(vm, &class, sequence, &Value::NONE),
        [sequence, more] => make(vm, &class, sequence, more),
        _ => {
            let message = format!("structseq() takes at most 2 arguments ({} given)", given.len());
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

/// An instance from the items, or more of the fields, and a dict of the others.
fn make(vm: &mut Vm, class: &Gc<Class>, sequence: &Value, more: &Value) -> Res {
    let items = match vm.collect(sequence) {
        Err(_) if vm.raised_is(Exc::TypeError) => {
            drop(vm.take_raised());
            return Err(vm.error(Exc::TypeError, "constructor requires a sequence"));
        }
        items => items?,
    };
    let refused = |vm: &mut Vm, why: String| {
        let name = vm.descriptor_owner(&class.to_value());
        Err(vm.error(Exc::TypeError, format!("{name}() {why}")))
    };
    let more = match more.get::<Dict>() {
        Some(dict) => Some(dict),
        None if more.is_none() => None,
        None => return refused(vm, "takes a dict as second arg, if any".to_string()),
    };
    let (least, most, given) = (count(class, "n_sequence_fields"), count(class, "n_fields"), items.len());
    if given < least || given > most {
        let bound = match (least == most, given < least) {
            (true, _) => format!("a {least}"),
            (false, true) => format!("an at least {least}"),
            (false, false) => format!("an at most {most}"),
        };
        return refused(vm, format!("takes {bound}-sequence ({given}-sequence given)"));
    }
    let instance = Instance::new(class, Some(Tuple::value(items[..least].to_vec())));
    let first = class.reserved_slots() - most;
    for (slot, item) in (first..).zip(items) {
        instance.set_slot(slot, item);
    }
    let mut used = 0;
    if given < most {
        for (field, slot) in members(class).into_iter().filter(|(_, slot)| *slot >= first + given) {
            let value = more.and_then(|dict| dict.get_str(&field));
            used += usize::from(value.is_some());
            instance.set_slot(slot, value.unwrap_or(Value::NONE));
        }
    }
    if more.is_some_and(|dict| dict.len() > used) {
        return refused(vm, "got duplicate or unexpected field name(s)".to_string());
    }
    Ok(instance.into_value())
}

/// Fields with their names.
type Fields = Vec<(Value, Value)>;

/// The class of an instance, its items, and the fields behind them.
fn parts(this: &Value) -> Option<(Gc<Class>, Vec<Value>, Fields)> {
    let (instance, items) = (this.exact::<Instance>()?, this.get::<Tuple>()?.items().to_vec());
    let class = instance.class();
    let hidden = class.reserved_slots() - count(&class, "n_fields") + items.len();
    let behind = members(&class).into_iter().filter(|(_, slot)| *slot >= hidden);
    let behind = behind.map(|(field, slot)| (field, instance.slot(slot))).collect();
    Some((class, items, behind))
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let Some((class, items, _)) = parts(&args[0]) else { return Ok(Value::NONE) };
    let mut shown = Vec::new();
    // An item without a name is shown under the name of the field that has one in its place.
    for ((field, _), item) in members(&class).into_iter().zip(&items) {
        shown.push(format!("{}={}", field.as_str().unwrap_or_default(), vm.repr(item)?));
    }
    Ok(Value::from(format!("{}({})", vm.descriptor_owner(&class.to_value()), shown.join(", "))))
}

fn reduce(_: &mut Vm, args: &[Value]) -> Res {
    let Some((class, items, behind)) = parts(&args[0]) else { return Ok(Value::NONE) };
    let more = Dict::new();
    for (field, value) in behind {
        more.set_str(field, value);
    }
    let arguments = Tuple::value(vec![Tuple::value(items), more.into_value()]);
    Ok(Tuple::value(vec![class.to_value(), arguments]))
}

fn replace(vm: &mut Vm, args: &[Value]) -> Res {
    let Some((class, mut items, mut behind)) = parts(&args[0]) else { return Ok(Value::NONE) };
    if !vm.collect(&args[1])?.is_empty() {
        return Err(vm.error(Exc::TypeError, "__replace__() takes no positional arguments"));
    }
    if count(&class, "n_unnamed_fields") > 0 {
        let name = vm.descriptor_owner(&class.to_value());
        let message = format!("__replace__() is not supported for {name} because it has unnamed field(s)");
        return Err(vm.error(Exc::TypeError, message));
    }
    let Some(changes) = args[2].exact::<Dict>() else { return Ok(Value::NONE) };
    let mut unexpected = Vec::new();
    for change in changes.entries() {
        let is_field = |field: &Value| field.as_str() == change.key.as_str();
        if let Some(i) = members(&class).iter().position(|(field, _)| is_field(field)) {
            match items.get_mut(i) {
                Some(item) => *item = change.value,
                None => behind[i - items.len()].1 = change.value,
            }
        } else {
            unexpected.push(change.key);
        }
    }
    if !unexpected.is_empty() {
        let names = vm.repr(&crate::object::list::List::value(unexpected))?;
        return Err(vm.error(Exc::TypeError, format!("Got unexpected field name(s): {names}")));
    }
    items.extend(behind.into_iter().map(|(_, value)| value));
    make(vm, &class, &Tuple::value(items), &Value::NONE)
}
