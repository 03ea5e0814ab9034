//! Sorting: stable, few comparisons, safe against comparisons that raise, contradict each other or change the list.

use super::List;
use crate::object::exception::Exc;
use crate::object::str::Str;
use crate::value::Value;
use crate::vm::{Res, Vm};
use std::cmp::Ordering;

/// Sorts a list in place, as `list.sort(key=key, reverse=reverse)`; `key` is a callable or `None`.
///
/// # Errors
/// What `key` and comparisons raise; the list then has its items in some order. ValueError if they changed the list.
pub fn sort(vm: &mut Vm, list: &List, key: &Value, reverse: bool) -> Res<()> {
    // The list is empty meanwhile, so that what runs sees no half-sorted items.
    let mut items = list.items().replace(Vec::new());
    let sorted = sort_items(vm, &mut items, key, reverse);
    let intruders = list.items().replace(items);
    let modified = !intruders.is_empty();
    drop(intruders);
    sorted?;
    if modified {
        return Err(vm.error(Exc::ValueError, "list modified during sort"));
    }
    Ok(())
}

/// Sorts items, as `sorted(items, key=key, reverse=reverse)`.
pub fn sort_items(vm: &mut Vm, items: &mut Vec<Value>, key: &Value, reverse: bool) -> Res<()> {
    if !key.is_none() {
        let mut keys = Vec::with_capacity(items.len());
        for item in items.iter() {
            keys.push(vm.call(key, std::slice::from_ref(item))?);
        }
        let (order, result) = order_of(vm, &keys, reverse);
        permute(items, &order);
        return result;
    }
    if sort_uniform(items, reverse) {
        return Ok(());
    }
    let (order, result) = order_of(vm, items, reverse);
    permute(items, &order);
    result
}

/// Sorts items of one built-in type whose comparison needs no VM. False if they are not all of such a type.
fn sort_uniform(items: &mut [Value], reverse: bool) -> bool {
    if items.iter().all(Value::is_small_int) {
        // Equal small integers are the same object, so stability cannot be seen.
        items.sort_unstable_by_key(Value::small_int_value);
        if reverse {
            items.reverse();
        }
        return true;
    }
    if items.iter().all(|v| v.as_float().is_some_and(|f| !f.is_nan())) {
        let float = |v: &Value| v.as_float().unwrap_or_default();
        // 0.0 and -0.0 are equal and can be told apart.
        items.sort_by(|a, b| {
            let (a, b) = if reverse { (b, a) } else { (a, b) };
            float(a).partial_cmp(&float(b)).unwrap_or(Ordering::Equal)
        });
        return true;
    }
    if items.iter().all(|v| v.exact::<Str>().is_some()) {
        items.sort_by(|a, b| {
            let (a, b) = if reverse { (b, a) } else { (a, b) };
            a.as_str().cmp(&b.as_str())
        });
        return true;
    }
    false
}

/// Reorders items: `order[i]` is the old place of the item that comes to place `i`.
fn permute(items: &mut Vec<Value>, order: &[u32]) {
    let mut old: Vec<Value> = std::mem::take(items);
    items.extend(order.iter().map(|&i| std::mem::take(&mut old[i as usize])));
}

/// The sorted order of keys, and whether comparing them raised; the order is a permutation in any case.
fn order_of(vm: &mut Vm, keys: &[Value], reverse: bool) -> (Vec<u32>, Res<()>) {
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    if let Some(ints) = keys.iter().map(Value::as_small_int).collect::<Option<Vec<i64>>>() {
        order.sort_by(|&a, &b| {
            let ordering = ints[a as usize].cmp(&ints[b as usize]);
            if reverse { ordering.reverse() } else { ordering }
        });
        return (order, Ok(()));
    }
    let number = |k: &Value| k.as_float().filter(|f| !f.is_nan());
    if let Some(floats) = keys.iter().map(number).collect::<Option<Vec<f64>>>() {
        order.sort_by(|&a, &b| {
            let ordering = floats[a as usize].partial_cmp(&floats[b as usize]).unwrap_or(Ordering::Equal);
            if reverse { ordering.reverse() } else { ordering }
        });
        return (order, Ok(()));
    }
    if let Some(texts) = keys.iter().map(|k| k.exact::<Str>().map(Str::as_str)).collect::<Option<Vec<&str>>>() {
        order.sort_by(|&a, &b| {
            let ordering = texts[a as usize].cmp(texts[b as usize]);
            if reverse { ordering.reverse() } else { ordering }
        });
        return (order, Ok(()));
    }
    // Sorting the reversed sequence and reversing the result keeps equal items in their order.
    if reverse {
        order.reverse();
    }
    let mut sorter = Sorter { vm, keys, runs: Vec::new(), scratch: Vec::new() };
    let result = sorter.sort(&mut order);
    if reverse {
        order.reverse();
    }
    (order, result)
}

/// Runs shorter than this are made longer by insertion.
const MIN_RUN: usize = 32;

/// A merge sort of natural runs (Tim Peters' listsort.txt), without galloping.
struct Sorter<'a> {
    vm: &'a mut Vm,
    keys: &'a [Value],
    /// Start and length of runs not merged yet.
    runs: Vec<(usize, usize)>,
    scratch: Vec<u32>,
}

impl Sorter<'_> {
    fn less(&mut self, a: u32, b: u32) -> Res<bool> {
        let (a, b) = (&self.keys[a as usize], &self.keys[b as usize]);
        self.vm.less(a, b)
    }

    fn sort(&mut self, order: &mut [u32]) -> Res<()> {
        let mut start = 0;
        while start < order.len() {
            let rest = &mut order[start..];
            let mut len = self.natural_run(rest)?;
            let wanted = rest.len().min(MIN_RUN);
            if len < wanted {
                self.insert(&mut rest[..wanted], len)?;
                len = wanted;
            }
            self.runs.push((start, len));
            start += len;
            while self.out_of_balance() {
                self.merge_best(order)?;
            }
        }
        while self.runs.len() > 1 {
            self.merge_best(order)?;
        }
        Ok(())
    }

    /// The length of the run that `order` starts with; a descending one is reversed.
    fn natural_run(&mut self, order: &mut [u32]) -> Res<usize> {
        if order.len() < 2 {
            return Ok(order.len());
        }
        let mut len = 2;
        if self.less(order[1], order[0])? {
            while len < order.len() && self.less(order[len], order[len - 1])? {
                len += 1;
            }
            order[..len].reverse();
        } else {
            while len < order.len() && !self.less(order[len], order[len - 1])? {
                len += 1;
            }
        }
        Ok(len)
    }

    /// Sorts `order`, of which the first `sorted` are, by binary insertion.
    fn insert(&mut self, order: &mut [u32], sorted: usize) -> Res<()> {
        for i in sorted..order.len() {
            let item = order[i];
            let (mut low, mut high) = (0, i);
            while low < high {
                let middle = (low + high) / 2;
                if self.less(item, order[middle])? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            order.copy_within(low..i, low + 1);
            order[low] = item;
        }
        Ok(())
    }

    /// Each run must be longer than the two after it together, so that merges are of similar lengths.
    fn out_of_balance(&self) -> bool {
        let len = |back: usize| self.runs[self.runs.len() - back].1;
        let count = self.runs.len();
        (count >= 2 && len(2) <= len(1))
            || (count >= 3 && len(3) <= len(2) + len(1))
            || (count >= 4 && len(4) <= len(3) + len(2))
    }

    /// Merges two of the last three runs.
    fn merge_best(&mut self, order: &mut [u32]) -> Res<()> {
        let count = self.runs.len();
        let at = if count >= 3 && self.runs[count - 3].1 < self.runs[count - 1].1 { count - 3 } else { count - 2 };
        let (start, left) = self.runs[at];
        let (_, right) = self.runs.remove(at + 1);
        self.runs[at].1 = left + right;
        self.merge(&mut order[start..start + left + right], left)
    }

    /// Merges `order[..left]` with the rest.
    fn merge(&mut self, order: &mut [u32], left: usize) -> Res<()> {
        // Nothing to do for runs that follow each other, as in a sorted list.
        if !self.less(order[left], order[left - 1])? {
            return Ok(());
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        scratch.extend_from_slice(&order[..left]);
        let (mut i, mut j, mut to) = (0, left, 0);
        let mut result = Ok(());
        while i < scratch.len() && j < order.len() {
            match self.less(order[j], scratch[i]) {
                Ok(true) => {
                    order[to] = order[j];
                    j += 1;
                }
                Ok(false) => {
                    order[to] = scratch[i];
                    i += 1;
                }
                Err(raised) => {
                    result = Err(raised);
                    break;
                }
            }
            to += 1;
        }
        // Also after an error: what is left of the first run must not get lost.
        let left_over = &scratch[i..];
        order[to..to + left_over.len()].copy_from_slice(left_over);
        self.scratch = scratch;
        result
    }
}
