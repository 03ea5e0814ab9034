//! Items and slices of lists: getting, setting, deleting.

use super::{List, drop_backwards};
use crate::heap::Kind;
use crate::object::exception::Exc;
use crate::object::slice::{self, Indices, Slice};
use crate::object::tuple::Tuple;
use crate::value::{self, Value};
use crate::vm::{Res, Vm};

/// `list[slice]`.
pub fn get_slice(vm: &mut Vm, list: &List, slice: &Slice) -> Res {
    let (start, stop, step) = slice.unpack(vm)?;
    let items = list.items().borrow();
    Ok(List::value(select(&items, slice::adjust(start, stop, step, items.len()))))
}

/// The items at the selected places.
pub fn select(items: &[Value], selected: Indices) -> Vec<Value> {
    if selected.step == 1 {
        let start = selected.start as usize;
        return value::clones(&items[start..start + selected.count]);
    }
    if selected.step == -1 {
        let end = (selected.start + 1) as usize;
        let mut chosen = value::clones(&items[end - selected.count..end]);
        chosen.reverse();
        return chosen;
    }
    selected.places().map(|place| items[place].clone()).collect()
}

/// `list[key] = value`; `object` is the list as a value.
pub fn set_item(vm: &mut Vm, object: &Value, list: &List, key: &Value, value: Value) -> Res<()> {
    if let Some(slice) = key.exact::<Slice>() {
        return set_slice(vm, object, list, slice, &value);
    }
    let place = vm.place(key, list.len(), "list", "list assignment index")?;
    let old = list.items().borrow_mut().get_mut(place).map(|item| std::mem::replace(item, value));
    match old {
        Some(_) => Ok(()),
        None => Err(vm.error(Exc::IndexError, "list assignment index out of range")),
    }
}

/// `del list[key]`.
pub fn del_item(vm: &mut Vm, list: &List, key: &Value) -> Res<()> {
    if let Some(slice) = key.exact::<Slice>() {
        let (start, stop, step) = slice.unpack(vm)?;
        let removed = remove_selected(list, start, stop, step);
        if step == 1 {
            drop_backwards(removed);
        }
        return Ok(());
    }
    let place = vm.place(key, list.len(), "list", "list assignment index")?;
    let mut items = list.items().borrow_mut();
    // Finding the place may have run code that took items out.
    if place >= items.len() {
        drop(items);
        return Err(vm.error(Exc::IndexError, "list assignment index out of range"));
    }
    let old = Some(items.remove(place));
    drop(items);
    drop(old);
    Ok(())
}

/// Removes the selected items and returns them, to be dropped when no borrow is left.
fn remove_selected(list: &List, start: i64, stop: i64, step: i64) -> Vec<Value> {
    let mut items = list.items().borrow_mut();
    let selected = slice::adjust(start, stop, step, items.len());
    if step == 1 {
        let start = selected.start as usize;
        return items.drain(start..start + selected.count).collect();
    }
    let mut places: Vec<usize> = selected.places().collect();
    places.sort_unstable();
    let mut chosen = places.into_iter().peekable();
    let mut removed = Vec::with_capacity(selected.count);
    let all = std::mem::take(&mut *items);
    for (i, item) in all.into_iter().enumerate() {
        if chosen.next_if_eq(&i).is_some() {
            removed.push(item);
        } else {
            items.push(item);
        }
    }
    removed
}

impl List {
    /// `self[start:stop] = value` for a tuple or another list, where what is replaced is no object, so that nothing has to
    /// be dropped. False: it is not so, and nothing has been done.
    pub(crate) fn replace_numbers(&self, value: &Value, start: i64, stop: i64) -> bool {
        match value.kind() {
            Some(Kind::List) => {
                value.exact::<List>().is_some_and(|new| self.put_at(&new.items().borrow(), start, stop))
            }
            Some(Kind::Tuple) => value.exact::<Tuple>().is_some_and(|new| self.put_at(new.items(), start, stop)),
            _ => false,
        }
    }

    fn put_at(&self, new: &[Value], start: i64, stop: i64) -> bool {
        let mut items = self.items().borrow_mut();
        let selected = slice::adjust(start, stop, 1, items.len());
        let start = selected.start as usize;
        let old = &mut items[start..start + selected.count];
        if old.iter().any(Value::is_object) {
            return false;
        }
        if old.len() == new.len() {
            value::put(old, new);
        } else {
            items.splice(start..start + selected.count, new.iter().cloned());
        }
        true
    }
}

fn set_slice(vm: &mut Vm, object: &Value, list: &List, slice: &Slice, value: &Value) -> Res<()> {
    let (start, stop, step) = slice.unpack(vm)?;
    let plain = step == 1;
    if plain && !value.is(object) && list.replace_numbers(value, start, stop) {
        return Ok(());
    }
    if !value.is(object) && !vm.is_iterable(value) {
        return Err(vm.error(Exc::TypeError, "must assign iterable to extended slice"));
    }
    let new = vm.collect(value)?;
    let mut items = list.items().borrow_mut();
    let selected = slice::adjust(start, stop, step, items.len());
    if plain {
        let start = selected.start as usize;
        let end = (selected.stop as usize).max(start);
        let old: Vec<Value> = items.splice(start..end, new).collect();
        drop(items);
        drop_backwards(old);
        return Ok(());
    }
    if selected.count != new.len() {
        let (got, want) = (new.len(), selected.count);
        drop(items);
        let message = format!("attempt to assign sequence of size {got} to extended slice of size {want}");
        return Err(vm.error(Exc::ValueError, message));
    }
    let old: Vec<Value> =
        selected.places().zip(new).map(|(place, item)| std::mem::replace(&mut items[place], item)).collect();
    drop(items);
    drop(old);
    Ok(())
}
