//! `list`: a mutable sequence.

pub mod methods;
mod slices;
pub mod sort;

pub use slices::{del_item, get_slice, select, set_item};

use crate::heap::{Body, Gc, Interior, Kind, Visitor};
use crate::object::exception::Exc;
use crate::object::tuple::Tuple;
use crate::value::{self, Value};
use crate::vm::{Res, Vm};

/// A list.
pub struct List {
    items: Interior<Vec<Value>>,
}

impl Body for List {
    const KIND: Kind = Kind::List;

    fn trace(&self, visit: &mut Visitor) {
        self.items.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        drop_backwards(self.items.replace(Vec::new()));
    }
}

impl Drop for List {
    fn drop(&mut self) {
        drop_backwards(self.items.replace(Vec::new()));
    }
}

/// Drops items, the last one first: the order in which a program sees them die.
pub(crate) fn drop_backwards(mut items: Vec<Value>) {
    while let Some(item) = items.pop() {
        drop(item);
    }
}

impl List {
    /// A new list.
    pub fn new(items: Vec<Value>) -> Gc<List> {
        Gc::new(List { items: Interior::new(items) })
    }

    /// A new list as a value.
    pub fn value(items: Vec<Value>) -> Value {
        List::new(items).into_value()
    }

    /// The items. Borrows must end before user code can run; see [`Interior`].
    #[inline(always)]
    pub fn items(&self) -> &Interior<Vec<Value>> {
        &self.items
    }

    /// How many items there are.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.items.borrow().len()
    }

    /// Is it empty?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at a place, if there is one.
    #[inline(always)]
    pub fn get(&self, place: usize) -> Option<Value> {
        self.items.borrow().get(place).cloned()
    }

    /// Would one more item make it ask for much memory?
    #[inline(always)]
    pub fn is_long_and_full(&self) -> bool {
        let items = self.items.borrow();
        items.len() == items.capacity() && items.len() >= crate::fault::LONG
    }

    /// Asks for room for one more item, where that may need much.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub fn room_to_push(&self, vm: &mut Vm) -> Res<()> {
        let items = self.items.borrow();
        vm.room_to_push(&items, items.capacity())
    }

    /// Appends an item.
    #[inline(always)]
    pub fn push(&self, item: Value) {
        self.items.borrow_mut().push(item);
    }
}

/// `a + b`.
pub fn concat(a: &List, b: &List) -> Value {
    let joined = {
        let (x, y) = (a.items.borrow(), b.items.borrow());
        let mut joined = Vec::with_capacity(x.len() + y.len());
        value::extend(&mut joined, &x);
        value::extend(&mut joined, &y);
        joined
    };
    List::value(joined)
}

/// Appends the items of list `b` to `a`, which may be the same list.
pub fn extend_from_list(a: &List, b: &List) {
    if std::ptr::eq(a, b) {
        let copy = a.items.borrow().clone();
        a.items.borrow_mut().extend(copy);
    } else {
        let more = b.items.borrow();
        value::extend(&mut a.items.borrow_mut(), &more);
    }
}

/// Appends the items of an iterable, each as it comes.
pub fn extend(vm: &mut Vm, list: &List, iterable: &Value) -> Res<()> {
    if let Some(other) = iterable.exact::<List>() {
        let lens = list.items.borrow().len() + 2 * other.items.borrow().len();
        vm.room_for(lens, 2 * size_of::<Value>())?;
        extend_from_list(list, other);
        return Ok(());
    }
    if let Some(tuple) = iterable.exact::<Tuple>() {
        value::extend(&mut list.items.borrow_mut(), tuple.items());
        return Ok(());
    }
    let iterator = vm.iter(iterable)?;
    let hint = vm.length_hint(iterable, 0)?;
    vm.room_for(hint, size_of::<Value>())?;
    list.items.borrow_mut().reserve(hint.min(1 << 16));
    while let Some(item) = vm.next(&iterator)? {
        list.room_to_push(vm)?;
        list.push(item);
    }
    Ok(())
}

/// The most items a list or tuple can have: more would not fit into memory in any case.
const MAX_ITEMS: usize = 1 << 40;

/// `items` repeated `times` times, none if that is negative.
///
/// # Errors
/// MemoryError if the result would be absurdly long.
pub fn repeat(vm: &mut Vm, items: &[Value], times: i64) -> Res<Vec<Value>> {
    let times = times.max(0) as usize;
    let total = items.len().saturating_mul(times);
    let mut repeated = Vec::new();
    if total > MAX_ITEMS || repeated.try_reserve_exact(total).is_err() {
        return Err(vm.error_with(Exc::MemoryError, Vec::new()));
    }
    match items {
        [] => (),
        [item] => repeated.resize(times, item.clone()),
        _ => (0..times).for_each(|_| value::extend(&mut repeated, items)),
    }
    Ok(repeated)
}
