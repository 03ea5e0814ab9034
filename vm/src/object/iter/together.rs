//! Asking several iterators together, for `zip` and `map`, and asking on behalf of a loop, which runs itself what code
//! of the program an item takes.

use super::advance::{next_leaf, numbered};
use super::{Iter, IterClass, IterState, NESTED};
use crate::frame::{Frame, State};
use crate::heap::Visitor;
use crate::object::exception::Exc;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};

/// The iterators of a `zip` or `map`.
#[derive(Debug)]
pub struct Together {
    /// In the order in which they are asked.
    pub iterators: Vec<Value>,
    /// Do they have to end together?
    pub strict: bool,
    /// Of a `zip`: the items of the first of them, while a loop waits for the generator that is the next.
    pub gathered: Vec<Value>,
}

impl Together {
    /// An iterator over each of the iterables.
    ///
    /// # Errors
    /// One cannot be iterated over.
    pub(super) fn over(vm: &mut Vm, iterables: &[Value], strict: bool) -> Res<Together> {
        let iterators = iterables.iter().map(|iterable| vm.iter(iterable)).collect::<Res<_>>()?;
        Ok(Together { iterators, strict, gathered: Vec::new() })
    }

    pub(super) fn trace(&self, visit: &mut Visitor) {
        self.iterators.iter().chain(&self.gathered).for_each(visit);
    }
}

/// Calls `f` with room for so many values, which is on the stack for few.
pub(super) fn with_room<T>(count: usize, f: impl FnOnce(&mut [Value]) -> T) -> T {
    let mut few = [const { Value::UNSET }; 3];
    match few.get_mut(..count) {
        Some(room) => f(room),
        None => f(&mut vec![Value::UNSET; count]),
    }
}

/// Puts one item of each iterator of a `zip` or `map` into `items`; false when one is exhausted.
///
/// # Errors
/// Asking one fails; ValueError if the others are not exhausted, and have to be.
pub(super) fn fill(vm: &mut Vm, iter: &Iter, items: &mut [Value]) -> Res<bool> {
    for place in leading_leaves(iter, items)..items.len() {
        let Some(iterator) = part(iter, place) else { return Ok(false) };
        match vm.next(&iterator)? {
            Some(item) => items[place] = item,
            None => {
                ended(vm, iter, place)?;
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Fills the first items of a `zip` or `map`, as long as that takes no code of the program; returns how many.
fn leading_leaves(iter: &Iter, items: &mut [Value]) -> usize {
    let state = iter.state.borrow();
    let (IterState::Zip(together) | IterState::Map(_, together)) = &*state else { return 0 };
    for (place, (item, iterator)) in items.iter_mut().zip(&together.iterators).enumerate() {
        let Some(next) = next_leaf(iterator, NESTED) else { return place };
        *item = next;
    }
    items.len()
}

/// One of the iterators of a `zip` or `map`.
fn part(iter: &Iter, place: usize) -> Option<Value> {
    with_together(iter, |together| together.iterators.get(place).cloned()).flatten()
}

fn with_together<T>(iter: &Iter, f: impl FnOnce(&mut Together) -> T) -> Option<T> {
    match &mut *iter.state.borrow_mut() {
        IterState::Zip(together) | IterState::Map(_, together) => Some(f(together)),
        _ => None,
    }
}

/// The iterator at `place` of a `zip` or `map` is exhausted.
///
/// # Errors
/// ValueError if the others are not, and have to be.
fn ended(vm: &mut Vm, iter: &Iter, place: usize) -> Res<()> {
    let strict = with_together(iter, |together| together.strict);
    if strict != Some(true) {
        return Ok(());
    }
    if place > 0 {
        return Err(unequal(vm, iter, place, "shorter"));
    }
    let mut others = 1;
    while let Some(iterator) = part(iter, others) {
        if vm.next(&iterator)?.is_some() {
            return Err(unequal(vm, iter, others, "longer"));
        }
        others += 1;
    }
    vm.forget_end();
    Ok(())
}

fn unequal(vm: &mut Vm, iter: &Iter, place: usize, how: &str) -> Raised {
    let name = if iter.class == IterClass::Zip { "zip" } else { "map" };
    let others = if place == 1 { " 1".to_string() } else { format!("s 1-{place}") };
    vm.error(Exc::ValueError, format!("{name}() argument {} is {how} than argument{others}", place + 1))
}

/// What a loop over an `enumerate` or `zip` has to do for the next item.
pub(crate) enum Asked {
    /// Nothing: this is it.
    Item(Value),
    /// Nothing: there are no more.
    End,
    /// To resume this generator, and tell [`give`] what it yields, [`inner_ended`] that it has ended, or [`abandon`]
    /// that it has raised.
    Generator(Value),
}

/// May [`ask`] be asked for an item? It goes on with one `zip` in one loop at a time.
pub(crate) fn can_ask(iter: &Iter) -> bool {
    match &*iter.state.borrow() {
        IterState::Enumerate(..) => true,
        IterState::Zip(together) => together.gathered.is_empty() && !together.iterators.is_empty(),
        _ => false,
    }
}

/// Has an `enumerate` or `zip` go on with its next item until a generator has to run for it.
///
/// # Errors
/// An iterator inside fails; ValueError if it has ended, and the others have to and do not.
pub(crate) fn ask(vm: &mut Vm, iter: &Iter) -> Res<Asked> {
    iter.calls.set(true);
    loop {
        let Some(iterator) = wanted(iter) else { return Ok(all_gathered(iter)) };
        if let Some(item) = next_leaf(&iterator, NESTED) {
            if let Some(pair) = take(vm, iter, item)? {
                return Ok(Asked::Item(pair));
            }
            continue;
        }
        if let Some(generator) = iterator.exact::<Frame>()
            && generator.state.get() != State::Closed
        {
            return Ok(Asked::Generator(iterator));
        }
        match vm.next(&iterator) {
            Ok(Some(item)) => {
                if let Some(pair) = take(vm, iter, item)? {
                    return Ok(Asked::Item(pair));
                }
            }
            Ok(None) => return inner_ended(vm, iter).map(|()| Asked::End),
            Err(raised) => {
                abandon(iter);
                return Err(raised);
            }
        }
    }
}

/// The generator that [`ask`] wanted resumed has yielded `item`.
///
/// # Errors
/// As of [`ask`].
pub(crate) fn give(vm: &mut Vm, iter: &Iter, item: Value) -> Res<Asked> {
    match take(vm, iter, item)? {
        Some(pair) => Ok(Asked::Item(pair)),
        None => ask(vm, iter),
    }
}

/// The iterator that was being asked has ended.
///
/// # Errors
/// ValueError if the others have to end too, and do not.
pub(crate) fn inner_ended(vm: &mut Vm, iter: &Iter) -> Res<()> {
    // Both ask again when they are asked again.
    match with_together(iter, |together| std::mem::take(&mut together.gathered)) {
        Some(gathered) => ended(vm, iter, gathered.len()),
        None => Ok(()),
    }
}

/// There is no item: the iterator that was being asked has raised.
pub(crate) fn abandon(iter: &Iter) {
    drop(with_together(iter, |together| std::mem::take(&mut together.gathered)));
}

/// The iterator that is to be asked now; `None`: all have been.
fn wanted(iter: &Iter) -> Option<Value> {
    match &*iter.state.borrow() {
        IterState::Enumerate(iterator, _) => Some(iterator.clone()),
        IterState::Zip(together) => together.iterators.get(together.gathered.len()).cloned(),
        _ => None,
    }
}

/// Takes an item of the iterator that was asked: the pair that `enumerate` makes of it.
fn take(vm: &mut Vm, iter: &Iter, item: Value) -> Res<Option<Value>> {
    if iter.class == IterClass::Enumerate {
        return numbered(vm, iter, item);
    }
    with_together(iter, |together| together.gathered.push(item));
    Ok(None)
}

/// What is made of the items when all iterators have given one.
fn all_gathered(iter: &Iter) -> Asked {
    match &mut *iter.state.borrow_mut() {
        IterState::Zip(together) => {
            let tuple = Tuple::from_window(&mut together.gathered);
            together.gathered.clear();
            Asked::Item(tuple)
        }
        _ => Asked::End,
    }
}
