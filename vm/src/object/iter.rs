//! Built-in iterators: over lists, tuples, strings, dicts, sets, ..., and `reversed`, `enumerate`, `zip` and their
//! like. Each is plain data that says what comes next.

mod advance;
mod methods;
mod reduce;
mod together;

pub(crate) use advance::{NESTED, advance_calling, advance_leaf, advance_pair, ends_leaf};
pub use advance::{advance, next_held, next_leaf};
pub use methods::{
    CALL_SPEC, ENUMERATE_SPEC, FILTER_SPEC, ITERATOR_SPEC, MAP_SPEC, MEMORY_SPEC, REVERSED_SPEC, TABLE_SPEC, ZIP_SPEC,
    reversed,
};
pub use together::Together;
pub(crate) use together::{Asked, abandon, ask, can_ask, give, inner_ended};

use crate::heap::{Body, Gc, Interior, Kind, Slot, Visitor, visit_gc};
use crate::object::dict::Dict;
use crate::object::dict_view::Part;
use crate::value::Value;
use num_bigint::BigInt;
use std::cell::Cell;

/// An iterator.
pub struct Iter {
    /// Its class, which it keeps when it is exhausted.
    pub class: IterClass,
    /// What it goes over, and how far it is.
    pub state: Interior<IterState>,
    /// The instance whose built-in value it goes over, unset if that is no part of an instance.
    pub holder: Slot,
    /// Has an item of an iterator inside taken code, so that the next is likely to? A loop asks for that at once then.
    pub calls: Cell<bool>,
}

/// The states of built-in iterators.
pub enum IterState {
    /// Exhausted: it stays so.
    Done,
    /// Items of a list from a place on.
    List(Value, usize),
    /// Items of a tuple from a place on.
    Tuple(Value, usize),
    /// Characters of a string from a byte offset on.
    Str(Value, usize),
    /// Bytes of a bytes object from a place on.
    Bytes(Value, usize),
    /// Bytes of a bytearray from a place on.
    ByteArray(Value, usize),
    /// Entries of a dict from a place on.
    Dict {
        /// The dict.
        dict: Gc<Dict>,
        /// What of each entry.
        part: Part,
        /// The place.
        place: usize,
        /// How many entries are left to come.
        left: usize,
        /// How many entries the dict had.
        len: usize,
    },
    /// Entries of a dict before a place, backwards.
    ReversedDict {
        /// The dict.
        dict: Gc<Dict>,
        /// What of each entry.
        part: Part,
        /// The place.
        place: usize,
        /// How many entries the dict had.
        len: usize,
    },
    /// Elements of a set or frozenset from a place on.
    Set {
        /// The set.
        set: Value,
        /// The place.
        place: usize,
        /// How many elements the set had.
        len: usize,
    },
    /// Integers of any size.
    LongRange {
        /// The next one.
        next: BigInt,
        /// The distance.
        step: BigInt,
        /// How many are left.
        left: BigInt,
    },
    /// `sequence[0]`, `sequence[1]`, ... until IndexError, from a place on.
    Sequence(Value, usize),
    /// `callable()` until it returns the sentinel.
    Call(Value, Value),
    /// Items of a list before a place, backwards.
    ReversedList(Value, usize),
    /// `sequence[place - 1]`, ... backwards.
    Reversed(Value, usize),
    /// Pairs of a number and an item of an iterator.
    Enumerate(Value, Value),
    /// Tuples of one item of each iterator.
    Zip(Together),
    /// `function(*items)`, one item of each iterator.
    Map(Value, Together),
    /// Items for which the function, or the item itself if it is `None`, is true.
    Filter(Value, Value),
}

macro_rules! classes {
    ($($class:ident $name:literal)*) => {
        /// The classes of built-in iterators.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum IterClass {
            $($class,)*
        }

        impl IterClass {
            /// All of them with their names, in order.
            pub const ALL: &[(IterClass, &str)] = &[$((IterClass::$class, $name)),*];
        }
    };
}

classes! {
    Sequence "iterator" List "list_iterator" Tuple "tuple_iterator" Str "str_iterator" StrAscii "str_ascii_iterator"
    Bytes "bytes_iterator" ByteArray "bytearray_iterator" DictKeys "dict_keyiterator" DictValues "dict_valueiterator"
    DictItems "dict_itemiterator" ReversedDictKeys "dict_reversekeyiterator"
    ReversedDictValues "dict_reversevalueiterator" ReversedDictItems "dict_reverseitemiterator" Set "set_iterator"
    LongRange "longrange_iterator" Call "callable_iterator" ReversedList "list_reverseiterator" Reversed "reversed"
    Memory "memory_iterator" Enumerate "enumerate" Zip "zip" Map "map" Filter "filter"
}

impl IterClass {
    /// Is there another iterator inside, which is asked while the state of the outer one is held?
    fn asks_another(self) -> bool {
        matches!(self, IterClass::Enumerate | IterClass::Zip | IterClass::Map | IterClass::Filter)
    }
}

impl IterState {
    fn class(&self) -> IterClass {
        match self {
            IterState::Done | IterState::Sequence(..) => IterClass::Sequence,
            IterState::List(..) => IterClass::List,
            IterState::Tuple(..) => IterClass::Tuple,
            IterState::Str(text, _) if text.as_str().is_some_and(str::is_ascii) => IterClass::StrAscii,
            IterState::Str(..) => IterClass::Str,
            IterState::Bytes(..) => IterClass::Bytes,
            IterState::ByteArray(..) => IterClass::ByteArray,
            IterState::Dict { part, .. } => match part {
                Part::Keys => IterClass::DictKeys,
                Part::Values => IterClass::DictValues,
                Part::Items => IterClass::DictItems,
            },
            IterState::ReversedDict { part, .. } => match part {
                Part::Keys => IterClass::ReversedDictKeys,
                Part::Values => IterClass::ReversedDictValues,
                Part::Items => IterClass::ReversedDictItems,
            },
            IterState::Set { .. } => IterClass::Set,
            IterState::LongRange { .. } => IterClass::LongRange,
            IterState::Call(..) => IterClass::Call,
            IterState::ReversedList(..) => IterClass::ReversedList,
            IterState::Reversed(..) => IterClass::Reversed,
            IterState::Enumerate(..) => IterClass::Enumerate,
            IterState::Zip(..) => IterClass::Zip,
            IterState::Map(..) => IterClass::Map,
            IterState::Filter(..) => IterClass::Filter,
        }
    }
}

impl Drop for Iter {
    fn drop(&mut self) {
        // The iterators that it goes through are dropped as a tuple's items are: the last one first.
        if let IterState::Zip(together) | IterState::Map(_, together) = &mut *self.state.borrow_mut() {
            while together.iterators.pop().is_some() {}
        }
    }
}

impl Body for Iter {
    const KIND: Kind = Kind::Iter;

    fn trace(&self, visit: &mut Visitor) {
        visit(self.holder.peek());
        match &*self.state.borrow() {
            IterState::Done | IterState::LongRange { .. } => (),
            IterState::List(v, _)
            | IterState::Tuple(v, _)
            | IterState::Str(v, _)
            | IterState::Bytes(v, _)
            | IterState::ByteArray(v, _)
            | IterState::Sequence(v, _)
            | IterState::ReversedList(v, _)
            | IterState::Reversed(v, _)
            | IterState::Set { set: v, .. } => visit(v),
            IterState::Call(v, w) | IterState::Enumerate(v, w) | IterState::Filter(v, w) => {
                visit(v);
                visit(w);
            }
            IterState::Dict { dict, .. } | IterState::ReversedDict { dict, .. } => visit_gc(dict, visit),
            IterState::Zip(together) => together.trace(visit),
            IterState::Map(function, together) => {
                visit(function);
                together.trace(visit);
            }
        }
    }

    fn clear(&self) {
        drop((self.state.replace(IterState::Done), self.holder.take()));
    }
}

impl Iter {
    /// An iterator of a class of its own.
    pub fn of_class(class: IterClass, state: IterState) -> Value {
        let (holder, calls) = (Slot::default(), Cell::new(false));
        Gc::new(Iter { class, state: Interior::new(state), holder, calls }).into_value()
    }

    /// An iterator.
    pub fn value(state: IterState) -> Value {
        Iter::of_class(state.class(), state)
    }

    /// An iterator over the built-in value of `holder`, which it keeps alive if that is an instance of a subclass.
    pub fn held(iterator: Value, holder: &Value) -> Value {
        if holder.is_kind(Kind::Instance)
            && let Some(iter) = iterator.exact::<Iter>()
        {
            iter.holder.set(holder.clone());
        }
        iterator
    }
}
