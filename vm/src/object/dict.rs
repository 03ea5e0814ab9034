//! `dict`: a hash table that keeps insertion order.
//!
//! Entries lie in a vector in order of insertion; a [`Table`] maps hashes to indices into it. A dict of few entries has no
//! table: their hashes are looked through one by one. A removed entry leaves a hole until the vector is compacted, so an
//! entry's index is stable as long as [`Dict::version`] is: inline caches hold such indices.

pub(crate) mod methods;
mod table;

pub use methods::{SPEC, equal, key_missing, update, update_from_pairs};

use crate::fault::LONG;
use crate::heap::{Body, Gc, Interior, Kind, Visitor};
use crate::object::dict_view::Part;
use crate::object::str::Str;
use crate::op::Op;
use crate::ops::{equal_quick, hash_key_leaf};
use crate::value::Value;
use crate::vm::{Raised, Vm};
use std::cell::Cell;
use table::Table;

/// A dict.
pub struct Dict {
    inside: Interior<Inside>,
    version: Cell<u32>,
}

#[derive(Clone)]
struct Inside {
    /// Finds indices into `entries`. Empty as long as there are at most [`FEW`] entries, holes included.
    table: Table,
    /// In order of insertion. A removed entry's key and value are unset.
    entries: Vec<Entry>,
    /// Entries that are not removed.
    live: usize,
    /// Before this index there are only holes: who takes away what comes first, again and again, need not look for it.
    first: usize,
}

/// A key with its hash, and the value.
#[derive(Clone)]
pub struct Entry {
    /// The key's hash.
    pub hash: u64,
    /// The key; unset if the entry is removed.
    pub key: Value,
    /// The value.
    pub value: Value,
}

/// What is left of an entry that was removed.
const HOLE: Entry = Entry { hash: 0, key: Value::UNSET, value: Value::UNSET };

/// So many entries need no table.
const FEW: usize = 8;

thread_local! {
    static NEXT_VERSION: Cell<u32> = const { Cell::new(1) };
}

/// A number that no dict has had before. Wraps after 2^32 changes of key sets; a stale cache would then have to have
/// slept through all of them.
fn next_version() -> u32 {
    let version = NEXT_VERSION.get();
    NEXT_VERSION.set(version.wrapping_add(1).max(1));
    version
}

impl Body for Dict {
    const KIND: Kind = Kind::Dict;

    fn trace(&self, visit: &mut Visitor) {
        for entry in &self.inside.borrow().entries {
            visit(&entry.key);
            visit(&entry.value);
        }
    }

    fn clear(&self) {
        self.clear_entries();
    }
}

/// What a lookup found.
enum Probe {
    /// The entry's index.
    Found(usize),
    /// No equal key.
    Absent,
    /// A key of equal hash whose equality only `==` can tell: the entry's index and the place to go on from.
    Ask(usize, usize),
}

impl Inside {
    fn new() -> Inside {
        Inside { table: Table::default(), entries: Vec::new(), live: 0, first: 0 }
    }

    /// Looks for `key` from probe position `start` on.
    #[inline]
    fn probe(&self, key: &Value, hash: u64, start: usize) -> Probe {
        if self.table.is_empty() {
            return self.probe_few(key, hash, start);
        }
        let mut walk = self.table.walk(hash, start);
        while let Some(index) = self.table.next(&mut walk) {
            let entry = &self.entries[index];
            if entry.hash != hash {
                continue;
            }
            if entry.key.is(key) {
                return Probe::Found(index);
            }
            match equal_quick(&entry.key, key) {
                Some(true) => return Probe::Found(index),
                Some(false) => continue,
                None => return Probe::Ask(index, walk.step),
            }
        }
        Probe::Absent
    }

    /// As [`Inside::probe`], without a table; `start` is the first entry to look at.
    #[inline]
    fn probe_few(&self, key: &Value, hash: u64, start: usize) -> Probe {
        for (index, entry) in self.entries.iter().enumerate().skip(start) {
            if entry.hash != hash {
                continue;
            }
            if entry.key.is(key) {
                return Probe::Found(index);
            }
            // A hole has a hash as well.
            match equal_quick(&entry.key, key) {
                Some(true) => return Probe::Found(index),
                None if !entry.key.is_unset() => return Probe::Ask(index, index + 1),
                _ => (),
            }
        }
        Probe::Absent
    }

    /// Adds an entry whose key is known to be absent.
    fn push(&mut self, hash: u64, key: Value, value: Value) {
        if self.table.is_empty() && self.entries.len() < FEW {
            self.entries.push(Entry { hash, key, value });
            self.live += 1;
            return;
        }
        if self.table.is_full(self.entries.len()) {
            self.grow();
        }
        self.table.add(hash, self.entries.len());
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
    }

    /// How many entries a long dict may have room for after one more, if it may have to grow.
    #[inline]
    fn grown(&self) -> Option<usize> {
        let len = self.entries.len();
        let full = len == self.entries.capacity() || self.table.is_full(len);
        (full && len > LONG).then(|| 2 * len)
    }

    /// Adds an entry before all others, whose key is known to be absent.
    fn push_front(&mut self, entry: Entry) {
        if self.first == 0 || self.table.is_full(self.entries.len()) {
            // As many holes as there are entries, so that the next ones find room.
            let holes = self.live + 1;
            let old = std::mem::take(&mut self.entries);
            self.entries = vec![HOLE; holes];
            self.entries.extend(old.into_iter().filter(|e| !e.key.is_unset()));
            self.first = holes;
            self.table = Table::default();
            if self.entries.len() > FEW {
                self.table = Table::of(holes, self.entries[holes..].iter().map(|entry| entry.hash));
            }
        }
        self.first -= 1;
        if !self.table.is_empty() {
            self.table.add(entry.hash, self.first);
        }
        self.entries[self.first] = entry;
        self.live += 1;
    }

    /// Compacts the entries and makes a table with room for half as many more.
    fn grow(&mut self) {
        self.entries.retain(|e| !e.key.is_unset());
        self.first = 0;
        self.table = Table::of(0, self.entries.iter().map(|entry| entry.hash));
    }

    fn remove(&mut self, index: usize) -> Entry {
        if !self.table.is_empty() {
            self.table.remove(self.entries[index].hash, index);
        }
        self.live -= 1;
        let entry = std::mem::replace(&mut self.entries[index], HOLE);
        if index == self.first {
            let holes = self.entries[index..].iter().take_while(|entry| entry.key.is_unset()).count();
            self.first += holes;
        }
        entry
    }
}

impl Dict {
    /// An empty dict.
    pub fn new() -> Gc<Dict> {
        Gc::new(Dict { inside: Interior::new(Inside::new()), version: Cell::new(next_version()) })
    }

    /// The number of entries.
    #[inline]
    pub fn len(&self) -> usize {
        self.inside.borrow().live
    }

    /// Has it no entries?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Changes whenever a key is added or removed; no two dicts ever have the same.
    #[inline(always)]
    pub fn version(&self) -> u32 {
        self.version.get()
    }

    /// Makes all caches that know of an entry miss once.
    pub(crate) fn outdate_caches(&self) {
        self.version.set(next_version());
    }

    fn find(&self, vm: &mut Vm, key: &Value, hash: u64) -> Result<Option<usize>, Raised> {
        'restart: loop {
            let version = self.version.get();
            let mut start = 0;
            loop {
                let probe = self.inside.borrow().probe(key, hash, start);
                match probe {
                    Probe::Found(index) => return Ok(Some(index)),
                    Probe::Absent => return Ok(None),
                    Probe::Ask(index, next) => {
                        let (candidate, table) = {
                            let inside = self.inside.borrow();
                            (inside.entries[index].key.clone(), inside.table.identity())
                        };
                        let equal = vm.eq(&candidate, key)?;
                        if self.version.get() != version {
                            // As in CPython, changes elsewhere do not matter: else an `__eq__` that makes them each
                            // time would never come to an end.
                            let inside = self.inside.borrow();
                            let stands = inside.entries.get(index).is_some_and(|entry| entry.key.is(&candidate));
                            if !stands || inside.table.identity() != table {
                                continue 'restart;
                            }
                        }
                        if equal {
                            return Ok(Some(index));
                        }
                        start = next;
                    }
                }
            }
        }
    }

    /// The value of `key`. Fails if the key is unhashable or its `__eq__` raises.
    pub fn get(&self, vm: &mut Vm, key: &Value) -> Result<Option<Value>, Raised> {
        let hash = vm.hash_key(key)?;
        self.get_hashed(vm, key, hash)
    }

    /// As [`Dict::get`], the key's hash being known.
    pub fn get_hashed(&self, vm: &mut Vm, key: &Value, hash: u64) -> Result<Option<Value>, Raised> {
        Ok(self.find(vm, key, hash)?.map(|i| self.inside.borrow().entries[i].value.clone()))
    }

    /// The value of `key`, if it is of a common type and there and no code has to run to find out.
    #[inline]
    pub(crate) fn get_leaf(&self, key: &Value) -> Option<Value> {
        let inside = self.inside.borrow();
        match inside.probe(key, hash_key_leaf(key)?, 0) {
            Probe::Found(index) => Some(inside.entries[index].value.clone()),
            _ => None,
        }
    }

    /// Is `key` in it? `None`: it is not of a common type, or code has to run.
    #[inline]
    pub(crate) fn contains_leaf(&self, key: &Value) -> Option<bool> {
        match self.inside.borrow().probe(key, hash_key_leaf(key)?, 0) {
            Probe::Found(_) => Some(true),
            Probe::Absent => Some(false),
            Probe::Ask(..) => None,
        }
    }

    /// Sets the value of a key of a common type and returns the old one or unset. `None`: as above; nothing is done.
    #[inline]
    pub(crate) fn set_leaf(&self, key: &Value, value: impl FnOnce() -> Value) -> Option<Value> {
        let hash = hash_key_leaf(key)?;
        let probe = self.inside.borrow().probe(key, hash, 0);
        match probe {
            Probe::Found(index) => Some(self.replace_at(index, value())),
            Probe::Absent if self.inside.borrow().grown().is_some() => None,
            Probe::Absent => {
                self.push(hash, key.clone(), value());
                Some(Value::UNSET)
            }
            Probe::Ask(..) => None,
        }
    }

    /// Is `key` in it?
    pub fn contains(&self, vm: &mut Vm, key: &Value) -> Result<bool, Raised> {
        let hash = vm.hash_key(key)?;
        Ok(self.find(vm, key, hash)?.is_some())
    }

    /// Sets the value of `key`; an equal key that is there already stays.
    pub fn set(&self, vm: &mut Vm, key: Value, value: Value) -> Result<(), Raised> {
        let hash = vm.hash_key(&key)?;
        self.set_hashed(vm, key, hash, value)
    }

    /// As [`Dict::set`], the key's hash being known.
    pub fn set_hashed(&self, vm: &mut Vm, key: Value, hash: u64, value: Value) -> Result<(), Raised> {
        match self.find(vm, &key, hash)? {
            Some(index) => {
                self.replace_at(index, value);
            }
            None => {
                if let Some(entries) = self.inside.borrow().grown() {
                    vm.room_for(entries, size_of::<Entry>() + size_of::<u32>())?;
                }
                self.push(hash, key, value);
            }
        }
        Ok(())
    }

    /// Removes `key` and returns its value.
    pub fn remove(&self, vm: &mut Vm, key: &Value) -> Result<Option<Value>, Raised> {
        let hash = vm.hash_key(key)?;
        self.remove_hashed(vm, key, hash)
    }

    /// As [`Dict::remove`], the key's hash being known.
    pub fn remove_hashed(&self, vm: &mut Vm, key: &Value, hash: u64) -> Result<Option<Value>, Raised> {
        Ok(self.find(vm, key, hash)?.map(|index| self.remove_at(index).value))
    }

    fn push(&self, hash: u64, key: Value, value: Value) {
        self.inside.borrow_mut().push(hash, key, value);
        self.version.set(next_version());
    }

    /// The index of the entry of a string key.
    pub fn find_str(&self, key: &Value) -> Option<usize> {
        let hash = key.exact::<Str>()?.hash();
        let inside = self.inside.borrow();
        let mut start = 0;
        loop {
            match inside.probe(key, hash, start) {
                Probe::Found(index) => return Some(index),
                Probe::Absent => return None,
                // A string is equal to another kind of key only by that key's own `__eq__`, which names never need.
                Probe::Ask(_, next) => start = next,
            }
        }
    }

    /// The value of a string key, a name.
    pub fn get_str(&self, key: &Value) -> Option<Value> {
        self.find_str(key).map(|i| self.inside.borrow().entries[i].value.clone())
    }

    /// The value of the name `key`.
    pub fn get_name(&self, key: &str) -> Option<Value> {
        self.get_str(&Str::intern(key).into_value())
    }

    /// Sets the value of a string key, a name.
    pub fn set_str(&self, key: Value, value: Value) {
        match self.find_str(&key) {
            Some(index) => {
                self.replace_at(index, value);
            }
            None => {
                self.push_str(key, value);
            }
        }
    }

    /// Adds a string key, a name, that is not there yet.
    pub fn push_str(&self, key: Value, value: Value) {
        let hash = key.exact::<Str>().map_or(0, Str::hash);
        self.push(hash, key, value);
    }

    /// Sets the value of the name `key`.
    pub fn set_name(&self, key: &str, value: Value) {
        self.set_str(Str::intern(key).into_value(), value);
    }

    /// Removes a string key, a name, and returns its value.
    pub fn remove_str(&self, key: &Value) -> Option<Value> {
        self.find_str(key).map(|index| self.remove_at(index).value)
    }

    /// Entries and holes: the bound of indices for [`Dict::entry`].
    #[inline]
    pub fn slots(&self) -> usize {
        self.inside.borrow().entries.len()
    }

    /// The entry at `index`, unless it is a hole or beyond the end.
    pub fn entry(&self, index: usize) -> Option<Entry> {
        self.inside.borrow().entries.get(index).filter(|e| !e.key.is_unset()).cloned()
    }

    /// The value of the name `key`, which is likely to be at `index`.
    #[inline(never)]
    pub(crate) fn get_str_at(&self, index: usize, key: &Value) -> Option<Value> {
        let inside = self.inside.borrow();
        match inside.entries.get(index) {
            Some(entry) if entry.key.is(key) => Some(entry.value.clone()),
            _ => {
                drop(inside);
                self.get_str(key)
            }
        }
    }

    /// Sets the value of the name `key`, which is likely to be at `index`, and returns the one before.
    pub(crate) fn set_str_at(&self, index: usize, key: &Value, value: Value) -> Option<Value> {
        let is_there = self.inside.borrow().entries.get(index).is_some_and(|entry| entry.key.is(key));
        let place = if is_there { Some(index) } else { self.find_str(key) };
        match place {
            Some(index) => Some(self.replace_at(index, value)),
            None => {
                self.push_str(key.clone(), value);
                None
            }
        }
    }

    /// The value at `index`, which a cache took from [`Dict::find_str`] at the present version.
    #[inline(always)]
    pub fn value_at(&self, index: usize) -> Value {
        self.inside.borrow().entries[index].value.clone()
    }

    /// Replaces the value at `index`, as above, and returns the old one.
    #[inline(always)]
    pub fn replace_at(&self, index: usize, value: Value) -> Value {
        std::mem::replace(&mut self.inside.borrow_mut().entries[index].value, value)
    }

    /// Removes the entry at `index`, which is not a hole.
    pub fn remove_at(&self, index: usize) -> Entry {
        let entry = self.inside.borrow_mut().remove(index);
        self.version.set(next_version());
        entry
    }

    /// The first entry at `index` or after it, and its index.
    #[inline]
    pub fn next_entry(&self, index: usize) -> Option<(usize, Entry)> {
        self.next_as(index, Entry::clone)
    }

    /// As [`Dict::next_entry`], with what `take` makes of the entry, which it must do without code of the program.
    #[inline]
    pub fn next_as<T>(&self, index: usize, take: impl FnOnce(&Entry) -> T) -> Option<(usize, T)> {
        let inside = self.inside.borrow();
        let index = index.max(inside.first);
        let skipped = inside.entries.get(index..)?.iter().position(|e| !e.key.is_unset())?;
        Some((index + skipped, take(&inside.entries[index + skipped])))
    }

    /// The last entry before `index`, and its index.
    pub fn previous_entry(&self, index: usize) -> Option<(usize, Entry)> {
        let inside = self.inside.borrow();
        let found = inside.entries[..index.min(inside.entries.len())].iter().rposition(|e| !e.key.is_unset())?;
        Some((found, inside.entries[found].clone()))
    }

    /// Removes the last entry. A dict used as a stack does not grow: the holes at the end are given back.
    pub fn pop_last(&self) -> Option<Entry> {
        let entry = {
            let mut inside = self.inside.borrow_mut();
            let index = inside.entries.iter().rposition(|e| !e.key.is_unset())?;
            let entry = inside.remove(index);
            inside.entries.truncate(index);
            inside.first = inside.first.min(index);
            entry
        };
        self.version.set(next_version());
        Some(entry)
    }

    /// Moves the entry of `key` to the end, or to the beginning. Is it there?
    pub fn move_entry(&self, vm: &mut Vm, key: &Value, to_end: bool) -> Result<bool, Raised> {
        let hash = vm.hash_key(key)?;
        let Some(index) = self.find(vm, key, hash)? else { return Ok(false) };
        let is_there = {
            let inside = self.inside.borrow();
            let is_last = || inside.entries[index + 1..].iter().all(|entry| entry.key.is_unset());
            if to_end { is_last() } else { index == inside.first }
        };
        if is_there {
            return Ok(true);
        }
        let Entry { hash, key, value } = self.remove_at(index);
        if to_end {
            self.push(hash, key, value);
        } else {
            self.inside.borrow_mut().push_front(Entry { hash, key, value });
            self.version.set(next_version());
        }
        Ok(true)
    }

    /// Adds one to the value of `key`, from zero.
    pub fn count(&self, vm: &mut Vm, key: Value) -> Result<(), Raised> {
        let hash = vm.hash(&key)?;
        let one = Value::small_int_unchecked(1);
        let Some(index) = self.find(vm, &key, hash)? else { return self.set_hashed(vm, key, hash, one) };
        let old = self.value_at(index);
        if let Some(sum) = Value::add_small(&old, &one) {
            drop(self.replace_at(index, sum));
            return Ok(());
        }
        let sum = vm.binary(Op::Add, false, &old, &one)?;
        self.set_hashed(vm, key, hash, sum)
    }

    /// Removes all entries.
    pub fn clear_entries(&self) {
        let old = self.inside.replace(Inside::new());
        self.version.set(next_version());
        drop(old);
    }

    /// All entries in order, as they are now.
    pub fn entries(&self) -> Vec<Entry> {
        self.inside.borrow().entries.iter().filter(|e| !e.key.is_unset()).cloned().collect()
    }

    /// A part of each entry, in order, as they are now.
    pub fn parts(&self, part: Part) -> Vec<Value> {
        self.inside.borrow().entries.iter().filter(|e| !e.key.is_unset()).map(|e| part.of(e)).collect()
    }

    /// A copy with the same entries in the same order.
    pub fn copy(&self) -> Gc<Dict> {
        let copy = Dict::new();
        copy.fill(self);
        copy
    }

    /// Gives a dict that holds nothing what another holds.
    pub fn fill(&self, other: &Dict) {
        self.version.set(next_version());
        let (other, mut inside) = (other.inside.borrow(), self.inside.borrow_mut());
        if other.live == other.entries.len() {
            *inside = other.clone();
        } else {
            for entry in other.entries.iter().filter(|entry| !entry.key.is_unset()) {
                inside.push(entry.hash, entry.key.clone(), entry.value.clone());
            }
        }
    }
}
