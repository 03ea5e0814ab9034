//! The methods of built-in iterators, and the classes among them that programs call.

use super::reduce::{reduce, set_state};
use super::{Iter, IterState, Together};
use crate::heap::Kind;
use crate::object::dict::Dict;
use crate::object::dict_view::{self, DictView, Part};
use crate::object::exception::Exc;
use crate::object::generic_alias;
use crate::object::int::from_big;
use crate::object::list::List;
use crate::object::native::NativeDef;
use crate::object::range::{self, Range, RangeIter};
use crate::object::tuple::Tuple;
use crate::object::{set, str::Str};
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{class_method, function, method};

fn next(vm: &mut Vm, args: &[Value]) -> Res {
    let this = args[0].unwrap_base();
    match vm.next_of_native(this) {
        Some(found) => found?.map_err(|value| vm.stop_iteration(value)),
        None => Err(vm.type_error_about("an iterator is required, not '{}'", this)),
    }
}

fn length_hint(vm: &mut Vm, args: &[Value]) -> Res {
    let this = args[0].unwrap_base();
    if let Some(range) = this.exact::<RangeIter>() {
        return Ok(Value::from(range.left.get()));
    }
    let Some(iter) = this.exact::<Iter>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let left = {
        let state = iter.state.borrow();
        match &*state {
            IterState::Done => 0,
            IterState::List(list, place) => list.exact::<List>().map_or(0, List::len).saturating_sub(*place),
            IterState::Tuple(tuple, place) => tuple.exact::<Tuple>().map_or(0, |t| t.items().len() - place),
            IterState::Str(text, offset) => text.exact::<Str>().map_or(0, |s| s.as_str()[*offset..].chars().count()),
            IterState::Dict { dict, left, len, .. } => {
                if dict.len() == *len {
                    *left
                } else {
                    0
                }
            }
            IterState::ReversedDict { dict, place, len, .. } => {
                if dict.len() == *len {
                    *place
                } else {
                    0
                }
            }
            IterState::Set { set, place, len } => match set::elements(set) {
                Some(elements) if elements.len() == *len => elements.count_from(*place),
                _ => 0,
            },
            IterState::LongRange { left, .. } => return Ok(from_big(left.clone())),
            IterState::ReversedList(list, place) => match list.exact::<List>() {
                Some(list) if list.len() >= *place => *place,
                _ => 0,
            },
            IterState::Reversed(_, place) => *place,
            IterState::Bytes(sequence, place)
            | IterState::ByteArray(sequence, place)
            | IterState::Sequence(sequence, place) => {
                let (sequence, place) = (sequence.clone(), *place);
                drop(state);
                // Who asks for a hint asks further where there is no length; a call of the method tells.
                if vm.lookup_special(&sequence, &vm.names.len).is_none() {
                    return Ok(Value::NOT_IMPLEMENTED);
                }
                let len = vm.length_hint(&sequence, place)?;
                return Ok(Value::from(len.saturating_sub(place)));
            }
            IterState::Call(..)
            | IterState::Enumerate(..)
            | IterState::Zip(..)
            | IterState::Map(..)
            | IterState::Filter(..) => return Ok(Value::NOT_IMPLEMENTED),
        }
    };
    Ok(Value::from(left))
}

macro_rules! iterator_methods {
    ($($more:expr),* $(,)?) => {
        &[
            method!("__iter__(self, /)", |_, a| Ok(a[0].clone())),
            method!("__next__(self, /)", next),
            method!("__reduce__(self, /)", reduce),
            $($more,)*
        ]
    };
}

static METHODS: &[NativeDef] = iterator_methods![];

static STRICT_METHODS: &[NativeDef] = iterator_methods![method!("__setstate__(self, state, /)", set_state)];

static SIZED_METHODS: &[NativeDef] = iterator_methods![
    method!("__length_hint__(self, /)", length_hint),
    method!("__setstate__(self, state, /)", set_state),
];

/// The methods of iterators over dicts and sets.
pub static TABLE_SPEC: TypeSpec = TypeSpec {
    name: "iterator",
    doc: "",
    constructor: None,
    methods: iterator_methods![method!("__length_hint__(self, /)", length_hint)],
    flags: crate::object::class::flag::FINAL,
};

/// The methods of iterators over memoryviews.
pub static MEMORY_SPEC: TypeSpec = TypeSpec {
    name: "memory_iterator",
    doc: "",
    constructor: None,
    methods: &[method!("__iter__(self, /)", |_, a| Ok(a[0].clone())), method!("__next__(self, /)", next)],
    flags: crate::object::class::flag::FINAL,
};

/// The methods of `iter(callable, sentinel)`.
pub static CALL_SPEC: TypeSpec = TypeSpec {
    name: "callable_iterator",
    doc: "",
    constructor: None,
    methods: METHODS,
    flags: crate::object::class::flag::FINAL,
};

/// The methods of iterators over sequences that only `iter()` makes.
pub static ITERATOR_SPEC: TypeSpec = TypeSpec {
    name: "iterator",
    doc: "",
    constructor: None,
    methods: SIZED_METHODS,
    flags: crate::object::class::flag::FINAL,
};

fn new_enumerate(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].is_unset() {
        return Err(vm.error(Exc::TypeError, "enumerate() missing required argument 'iterable'"));
    }
    let start = vm.index(&args[1])?;
    let iterator = vm.iter(&args[0])?;
    Ok(Iter::value(IterState::Enumerate(iterator, start)))
}

/// The class `enumerate`.
pub static ENUMERATE_SPEC: TypeSpec = TypeSpec {
    name: "enumerate",
    doc: "The pairs of a number, counted up from start, and the next item of an iterable.",
    constructor: Some(&function!("enumerate(iterable=?, start=0)", new_enumerate)),
    methods: iterator_methods![class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem)],
    flags: 0,
};

fn new_zip(vm: &mut Vm, args: &[Value]) -> Res {
    let strict = vm.truth(&args[1])?;
    let iterables = args[0].exact::<Tuple>().map_or(&[][..], Tuple::items);
    Ok(Iter::value(IterState::Zip(Together::over(vm, iterables, strict)?)))
}

/// The class `zip`.
pub static ZIP_SPEC: TypeSpec = TypeSpec {
    name: "zip",
    doc: "Tuples of the first items of several iterables, of the second, and so on, until one ends. ValueError \
          if strict is\ntrue and the others go on.",
    constructor: Some(&function!("zip(*iterables, strict=False)", new_zip)),
    methods: STRICT_METHODS,
    flags: 0,
};

fn new_map(vm: &mut Vm, args: &[Value]) -> Res {
    let strict = vm.truth(&args[1])?;
    let Some((function, iterables)) = args[0].exact::<Tuple>().map_or(&[][..], Tuple::items).split_first() else {
        return Err(vm.error(Exc::TypeError, "map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(vm.error(Exc::TypeError, "map() must have at least two arguments."));
    }
    Ok(Iter::value(IterState::Map(function.clone(), Together::over(vm, iterables, strict)?)))
}

/// The class `map`.
pub static MAP_SPEC: TypeSpec = TypeSpec {
    name: "map",
    doc: "What a function returns for the first items of the iterables, for the second, and so on, until one \
          ends.\nValueError if strict is true and the others go on.",
    constructor: Some(&function!("map(*args, strict=False)", new_map)),
    methods: STRICT_METHODS,
    flags: 0,
};

fn new_filter(vm: &mut Vm, args: &[Value]) -> Res {
    let iterator = vm.iter(&args[1])?;
    Ok(Iter::value(IterState::Filter(args[0].clone(), iterator)))
}

/// The class `filter`.
pub static FILTER_SPEC: TypeSpec = TypeSpec {
    name: "filter",
    doc: "The items for which function(item) is true; the true ones if function is None.",
    constructor: Some(&function!("filter(function, iterable, /)", new_filter)),
    methods: METHODS,
    flags: 0,
};

/// `reversed(value)`.
pub fn reversed(vm: &mut Vm, value: &Value) -> Res {
    match value.kind() {
        Some(Kind::List) => {
            let len = value.exact::<List>().map_or(0, List::len);
            return Ok(Iter::value(IterState::ReversedList(value.clone(), len)));
        }
        Some(Kind::Range) => {
            if let Some(range) = value.exact::<Range>() {
                return Ok(range::reversed(range));
            }
        }
        Some(Kind::Dict) => {
            if let Some(dict) = value.to_gc::<Dict>() {
                return Ok(dict_view::reversed(dict, Part::Keys));
            }
        }
        Some(Kind::DictView) => {
            if let Some(view) = value.exact::<DictView>() {
                return Ok(dict_view::reversed(view.dict.clone(), view.part));
            }
        }
        _ => (),
    }
    let name = vm.names.reversed.clone();
    let own = vm.lookup_special(value, &name);
    if own.as_ref().is_some_and(|method| !method.is_none())
        && let Some(result) = vm.call_special(value, &name, &[])?
    {
        return Ok(result);
    }
    let is_sequence = own.is_none()
        && value.is_object()
        && value.get::<Dict>().is_none()
        && vm.lookup_special(value, &vm.names.getitem).is_some();
    if !is_sequence {
        return Err(vm.type_error_about("'{}' object is not reversible", value));
    }
    let len = vm.len(value)?;
    Ok(Iter::value(IterState::Reversed(value.clone(), len)))
}

/// The class `reversed`.
pub static REVERSED_SPEC: TypeSpec = TypeSpec {
    name: "reversed",
    doc: "The items of a sequence from the last to the first.",
    constructor: Some(&function!("reversed(object, /)", |vm, a| reversed(vm, &a[0]))),
    methods: SIZED_METHODS,
    flags: 0,
};
