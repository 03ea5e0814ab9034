//! Iteration: `iter`, `next`, unpacking.

use crate::call::{Resume, Step};
use crate::code::Flags;
use crate::event_loop::signal::signaled;
use crate::frame::Frame;
use crate::heap::Kind;
use crate::interp::resume::item_passed_on;
use crate::object::class::native_items;
use crate::object::dict::Dict;
use crate::object::dict_view::Part;
use crate::object::exception::Exc;
use crate::object::foreign::Foreign;
use crate::object::instance::native_container;
use crate::object::iter::{self, Iter, IterState};
use crate::object::list::List;
use crate::object::range::{self, Range, RangeIter};
use crate::object::tuple::Tuple;
use crate::object::{dict_view, set};
use crate::value::{self, Value};
use crate::vm::{MAX_NATIVE_DEPTH, Raised, Res, Vm};

/// Is it an iterator of a native module's own type?
fn is_foreign_iterator(value: &Value) -> bool {
    value.exact::<Foreign>().is_some_and(Foreign::is_iterator)
}

/// `iter(value)` of what the language itself knows how to go over; `None`: `__iter__` is to be asked for.
#[inline(never)]
pub(crate) fn iter_leaf(value: &Value) -> Option<Value> {
    let state = match value.kind()? {
        Kind::List => IterState::List(value.clone(), 0),
        Kind::Tuple => IterState::Tuple(value.clone(), 0),
        Kind::Str => IterState::Str(value.clone(), 0),
        Kind::Bytes => IterState::Bytes(value.clone(), 0),
        Kind::ByteArray => IterState::ByteArray(value.clone(), 0),
        Kind::Range => return value.exact::<Range>().map(range::iter),
        Kind::Dict => return value.to_gc::<Dict>().map(|dict| dict_view::iter(dict, Part::Keys)),
        Kind::DictView => {
            let view = value.exact::<dict_view::DictView>()?;
            return Some(Iter::held(dict_view::iter(view.dict.clone(), view.part), &view.holder));
        }
        Kind::Set | Kind::FrozenSet => return Some(set::iter(value)),
        Kind::Iter | Kind::RangeIter => return Some(value.clone()),
        Kind::Frame => return is_generator(value).then(|| value.clone()),
        Kind::Foreign => {
            return value.exact::<Foreign>().is_some_and(Foreign::is_own_iterator).then(|| value.clone());
        }
        _ => return None,
    };
    Some(Iter::value(state))
}

/// Is it a generator, which is its own iterator? Coroutines and async generators are not.
fn is_generator(value: &Value) -> bool {
    value.exact::<Frame>().is_some_and(|frame| {
        let code = frame.code();
        code.has(Flags::GENERATOR) && !code.has(Flags::COROUTINE | Flags::ASYNC_GENERATOR)
    })
}

impl Vm {
    /// `iter(value)`.
    pub fn iter(&mut self, value: &Value) -> Res {
        match (iter_leaf(value), value.kind()) {
            (Some(iterator), _) => Ok(iterator),
            (None, Some(_)) => self.iter_special(value),
            (None, None) => Err(self.not_iterable(value)),
        }
    }

    fn iter_special(&mut self, value: &Value) -> Res {
        let name = self.names.iter.clone();
        match self.lookup_special(value, &name) {
            Some(method) if method.is_none() => Err(self.not_iterable(value)),
            Some(_) => {
                let Some(iterator) = self.call_special(value, &name, &[])? else {
                    return Err(self.not_iterable(value));
                };
                self.check_iterator(iterator)
            }
            None if self.lookup_special(value, &self.names.getitem).is_some()
                && !value.is_kind(Kind::Class)
                && crate::object::union::args(value).is_none() =>
            {
                Ok(Iter::value(IterState::Sequence(value.clone(), 0)))
            }
            None => Err(self.not_iterable(value)),
        }
    }

    /// What `__iter__` returned, if it is an iterator; TypeError otherwise.
    pub fn check_iterator(&mut self, iterator: Value) -> Res {
        if self.is_iterator(&iterator) {
            return Ok(iterator);
        }
        Err(self.type_error_about("iter() returned non-iterator of type '{}'", &iterator))
    }

    /// Has it a `__next__`?
    pub fn is_iterator(&self, value: &Value) -> bool {
        match value.kind() {
            Some(Kind::Iter | Kind::RangeIter) => true,
            Some(Kind::Foreign) if is_foreign_iterator(value) => true,
            Some(_) => self.lookup_special(value, &self.names.next).is_some_and(|m| !m.is_none()),
            None => false,
        }
    }

    /// Would `iter()` find a way to iterate?
    pub fn is_iterable(&self, value: &Value) -> bool {
        match value.kind() {
            Some(
                Kind::List
                | Kind::Tuple
                | Kind::Str
                | Kind::Bytes
                | Kind::ByteArray
                | Kind::Range
                | Kind::Dict
                | Kind::DictView
                | Kind::Set
                | Kind::FrozenSet
                | Kind::Iter
                | Kind::RangeIter,
            ) => true,
            Some(Kind::Frame) => is_generator(value),
            Some(_) => match self.lookup_special(value, &self.names.iter) {
                Some(method) => !method.is_none(),
                None => self.lookup_special(value, &self.names.getitem).is_some(),
            },
            None => false,
        }
    }

    /// Is the value to be asked for an iterator? A class whose `__iter__` is `None` is, and refuses in words of its own.
    pub(crate) fn has_iter(&self, value: &Value) -> bool {
        self.is_iterable(value) || self.lookup_special(value, &self.names.iter).is_some_and(|method| method.is_none())
    }

    #[cold]
    fn not_iterable(&mut self, value: &Value) -> Raised {
        self.type_error_about("'{}' object is not iterable", value)
    }

    /// `next(iterator)`; `None` when it is exhausted. Natives that ask for item after item can be interrupted here.
    #[inline]
    pub fn next(&mut self, iterator: &Value) -> Result<Option<Value>, Raised> {
        if signaled() {
            self.check_signals()?;
        }
        let found = match iterator.kind() {
            Some(Kind::Iter) => iterator.exact::<Iter>().map(|iter| iter::advance(self, iter)),
            Some(Kind::RangeIter) => iterator.exact::<RangeIter>().map(|range| {
                let item = range.advance();
                if item.is_none() {
                    self.forget_end();
                }
                Ok(item)
            }),
            Some(Kind::Foreign) => match iterator.exact::<Foreign>() {
                Some(foreign) if foreign.is_iterator() => Some(self.next_of_foreign(foreign, iterator)),
                _ => None,
            },
            Some(Kind::Frame) if is_generator(iterator) => return self.next_of_generator(iterator),
            _ => None,
        };
        match found {
            Some(Err(raised)) => self.end_or_error(raised),
            Some(found) => found,
            None => self.next_special(iterator),
        }
    }

    /// As [`Vm::next`], where [`iter::advance_leaf`] had nothing, and the loop itself can be interrupted.
    #[inline]
    pub(crate) fn next_in_loop(&mut self, iterator: &Value) -> Result<Option<Value>, Raised> {
        let found = match iterator.kind() {
            Some(Kind::Iter) => iterator.exact::<Iter>().map(|iter| iter::advance_calling(self, iter)),
            Some(Kind::Foreign) => match iterator.exact::<Foreign>() {
                Some(foreign) if foreign.is_iterator() => Some(self.next_of_foreign(foreign, iterator)),
                _ => None,
            },
            _ => None,
        };
        match found {
            Some(Err(raised)) => self.end_or_error(raised),
            Some(found) => found,
            None => self.next(iterator),
        }
    }

    fn next_of_generator(&mut self, generator: &Value) -> Result<Option<Value>, Raised> {
        let Some(frame) = generator.to_gc::<Frame>() else { return Ok(None) };
        if frame.state.get() == crate::frame::State::Closed {
            self.forget_end();
            return Ok(None);
        }
        // SAFETY: `frame` keeps the generator.
        if let Some(item) = unsafe { item_passed_on(self, frame.as_ptr()) } {
            return Ok(Some(item));
        }
        match self.resume_kept(&frame, Resume::Send(Value::NONE)) {
            Step::Yielded(item) => Ok(Some(item)),
            Step::Returned(value) => {
                self.note_end(value);
                Ok(None)
            }
            // So says a generator that has finished before; its own StopIteration would be a RuntimeError.
            Step::Raised if self.raised_is(Exc::StopIteration) => {
                drop(self.take_raised());
                Ok(None)
            }
            Step::Raised => Err(self.still_raised()),
        }
    }

    fn next_special(&mut self, iterator: &Value) -> Result<Option<Value>, Raised> {
        let name = self.names.next.clone();
        match self.call_special(iterator, &name, &[]) {
            Ok(Some(item)) => Ok(Some(item)),
            Ok(None) => Err(self.type_error_about("'{}' object is not an iterator", iterator)),
            Err(raised) => self.end_or_error(raised),
        }
    }

    /// What an iterator comes to that raised: StopIteration, whoever it comes from, ends it.
    #[cold]
    fn end_or_error(&mut self, raised: Raised) -> Result<Option<Value>, Raised> {
        let value = self.take_stop_iteration(raised)?;
        self.note_end(value);
        Ok(None)
    }

    /// What the iterator inside another one returned when it ended is not passed on.
    pub fn forget_end(&mut self) {
        self.note_end(Value::NONE);
    }

    /// An iterator has ended and returned `value`.
    fn note_end(&mut self, value: Value) {
        if !self.ended_with.is_unset() {
            self.ended_with = value;
        }
    }

    /// The next item of an iterator that is not the program's, as [`Vm::next`], but StopIteration that code of the
    /// program raises comes out as it is. Of one that ends, what the iterator inside it returned. `None`: it is none of these.
    pub(crate) fn next_of_native(&mut self, iterator: &Value) -> Option<Res<Result<Value, Value>>> {
        let outer = std::mem::replace(&mut self.ended_with, Value::NONE);
        let found = match iterator.kind() {
            Some(Kind::RangeIter) => iterator.exact::<RangeIter>().map(|range| Ok(range.advance())),
            Some(Kind::Iter) => iterator.exact::<Iter>().map(|iter| iter::advance(self, iter)),
            Some(Kind::Foreign) => {
                let foreign = iterator.exact::<Foreign>().filter(|foreign| foreign.is_iterator());
                foreign.map(|foreign| self.next_of_foreign(foreign, iterator))
            }
            _ => None,
        };
        let value = std::mem::replace(&mut self.ended_with, outer);
        found.map(|found| found.map(|item| item.ok_or(value)))
    }

    /// The next item of an iterator of a native module's own type; StopIteration that code of the program raises comes
    /// out as it is.
    #[inline]
    pub(crate) fn next_of_foreign(&mut self, foreign: &Foreign, this: &Value) -> Result<Option<Value>, Raised> {
        if let Some(item) = foreign.next_leaf(iter::NESTED) {
            return Ok(Some(item));
        }
        self.enter_iterator()?;
        let found = foreign.next(self, this);
        self.depth -= 1;
        found
    }

    /// An iterator asks another one inside it: RecursionError if they are nested too deep. Left by `depth -= 1`.
    #[inline]
    pub(crate) fn enter_iterator(&mut self) -> Result<(), Raised> {
        if self.depth >= MAX_NATIVE_DEPTH {
            return Err(self.recursion_error());
        }
        self.depth += 1;
        Ok(())
    }

    /// All items of an iterable.
    pub fn collect(&mut self, iterable: &Value) -> Result<Vec<Value>, Raised> {
        if let Some(list) = iterable.exact::<List>() {
            return Ok(value::clones(&list.items().borrow()));
        }
        if let Some(tuple) = iterable.exact::<Tuple>() {
            return Ok(value::clones(tuple.items()));
        }
        let parts = match iterable.exact::<dict_view::DictView>() {
            Some(view) => Some((&*view.dict, view.part)),
            None => iterable.exact::<Dict>().map(|dict| (dict, Part::Keys)),
        };
        if let Some((dict, part)) = parts {
            self.room_for(dict.len(), size_of::<Value>())?;
            return Ok(dict.parts(part));
        }
        if let Some(foreign) = iterable.exact::<Foreign>()
            && let Some(len) = foreign.length()
        {
            self.room_for(len, size_of::<Value>())?;
            if let Some(items) = foreign.items() {
                return Ok(items);
            }
        }
        let iterator = self.iter(iterable)?;
        let hint = self.length_hint(iterable, 0)?;
        self.room_for(hint, size_of::<Value>())?;
        // A hint of billions is no reason to take the memory before the items come.
        let hint = hint.min(1 << 16);
        let mut items = Vec::with_capacity(hint);
        while let Some(item) = self.next(&iterator)? {
            self.room_to_push(&items, items.capacity())?;
            items.push(item);
        }
        Ok(items)
    }

    /// The items of `value`, of which there must be exactly `count`.
    pub fn unpack(&mut self, value: &Value, count: usize) -> Res<Vec<Value>> {
        // Named tuples are instances with a tuple inside.
        let container = native_container(value, native_items::ITER).unwrap_or(value);
        if let Some(tuple) = container.exact::<Tuple>()
            && tuple.items().len() == count
        {
            return Ok(value::clones(tuple.items()));
        }
        let sized = matches!(value.kind(), Some(Kind::List | Kind::Tuple | Kind::Dict));
        let iterator = self.iter_to_unpack(value)?;
        self.note_native_items(value, &self.names.iter, native_items::ITER);
        let mut items = Vec::with_capacity(count);
        while items.len() < count {
            match self.next(&iterator)? {
                Some(item) => items.push(item),
                None => {
                    let got = items.len();
                    let message = format!("not enough values to unpack (expected {count}, got {got})");
                    return Err(self.error(Exc::ValueError, message));
                }
            }
        }
        if self.next(&iterator)?.is_none() {
            return Ok(items);
        }
        // CPython says how many there are if it can know without iterating further.
        let message = if sized {
            let got = self.len(value)?;
            format!("too many values to unpack (expected {count}, got {got})")
        } else {
            format!("too many values to unpack (expected {count})")
        };
        Err(self.error(Exc::ValueError, message))
    }

    /// The items of `value` for a target list with a star: `before` items, a list, `after` items.
    pub fn unpack_ex(&mut self, value: &Value, before: usize, after: usize) -> Res<Vec<Value>> {
        let iterator = self.iter_to_unpack(value)?;
        let mut items = Vec::with_capacity(before + 1 + after);
        let mut rest = Vec::new();
        while let Some(item) = self.next(&iterator)? {
            if items.len() < before {
                items.push(item);
            } else {
                rest.push(item);
            }
        }
        if items.len() < before || rest.len() < after {
            let (least, got) = (before + after, items.len() + rest.len());
            let message = format!("not enough values to unpack (expected at least {least}, got {got})");
            return Err(self.error(Exc::ValueError, message));
        }
        let tail = rest.split_off(rest.len() - after);
        items.push(List::value(rest));
        items.extend(tail);
        Ok(items)
    }

    fn iter_to_unpack(&mut self, value: &Value) -> Res {
        if self.has_iter(value) {
            return self.iter(value);
        }
        Err(self.type_error_about("cannot unpack non-iterable {} object", value))
    }
}
