//! The hash table of sets.
//!
//! Programs print sets, so the order of iteration is CPython's: the same table sizes, the same order of probes, the
//! same moments of growing. Only elements whose hashes differ between the two (strings, objects) come in another order,
//! as they do from one run of CPython to the next.

use crate::fault::LONG;
use crate::heap::{Interior, Visitor};
use crate::ops::{equal_constants, equal_quick, hash_key_leaf};
use crate::value::Value;
use crate::vm::{Res, Vm};
use std::cell::Cell;
use wide::u8x16;

/// The elements of a set.
pub struct Elements {
    table: Interior<Table>,
    /// Counts changes, so that a lookup that ran code notices that the table is another.
    changes: Cell<u32>,
}

struct Table {
    /// A power of two of places, or none as long as nothing has been added.
    places: Vec<Place>,
    /// What stands in the places, once some elements have been removed.
    tags: Option<Box<Tags>>,
    /// One less than the number of places there are or will be.
    mask: usize,
    /// Places that are not free.
    fill: usize,
    /// Elements.
    used: usize,
    /// Where `pop` goes on looking.
    finger: usize,
}

#[derive(Clone)]
struct Place {
    /// The element's hash; if the element is unset, `FREE` or `REMOVED`.
    hash: u64,
    element: Value,
}

const FREE: u64 = 0;
const REMOVED: u64 = 1;
const MIN_SIZE: usize = 8;
/// Places that follow each other are tried before the probe jumps.
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
/// With more removed elements than these in its places, a table has tags.
const MANY_REMOVED: usize = 3;

/// In a table of at most so many places, those of one element are looked for in all tags at once.
const FEW: usize = u64::BITS as usize;

/// Tags of places. Walks over the places of removed elements, which only growing gets rid of, would be long: they go over
/// tags instead, a window at a time.
mod tag {
    use super::{FREE, REMOVED};
    use wide::u8x16;

    /// How many tags are looked at in one step: more than the places that follow each other in a probe.
    pub const WINDOW: usize = 16;
    /// The tag of a free place.
    pub const OF_FREE: u8 = FREE as u8;
    /// The tag of a place whose element was removed.
    pub const OF_REMOVED: u8 = REMOVED as u8;

    /// The tag of a place that holds an element of this hash.
    pub fn of(hash: u64) -> u8 {
        (hash ^ hash >> 7) as u8 | 0x80
    }

    /// A bit for each tag of the window that is this one, the lowest for the first.
    #[inline(always)]
    pub fn find(window: u8x16, tag: u8) -> u32 {
        window.simd_eq(u8x16::splat(tag)).to_bitmask()
    }
}

/// What stands in the places of a table.
struct Tags {
    /// A tag for each place and [`tag::WINDOW`] free ones behind.
    bytes: Vec<u8>,
    /// In a table of at most [`FEW`] places, a bit for each free one, the lowest for the first.
    free: u64,
    /// Likewise, for each whose element was removed.
    removed: u64,
    /// Likewise, for hashes that end in the same bits, the place of the only element of such a hash, [`NONE`] or [`SEVERAL`].
    kin: [u8; FEW],
}

/// There is no element of such a hash.
const NONE: u8 = u8::MAX;
/// There are, or were, several.
const SEVERAL: u8 = NONE - 1;

impl Tags {
    #[cold]
    fn of(places: &[Place]) -> Tags {
        let tag = |place: &Place| if place.element.is_unset() { place.hash as u8 } else { tag::of(place.hash) };
        let bytes = places.iter().map(tag).chain([tag::OF_FREE; tag::WINDOW]).collect();
        let mut tags = Tags { bytes, free: 0, removed: 0, kin: [NONE; FEW] };
        if places.len() <= FEW {
            for (index, place) in places.iter().enumerate() {
                match (place.element.is_unset(), place.hash) {
                    (true, FREE) => tags.free |= 1 << index,
                    (true, _) => tags.removed |= 1 << index,
                    (false, hash) => tags.note(index, hash),
                }
            }
        }
        tags
    }

    /// An element of this hash is in a place of a table of at most [`FEW`].
    #[inline(always)]
    fn note(&mut self, index: usize, hash: u64) {
        let kin = &mut self.kin[hash as usize % FEW];
        *kin = if *kin == NONE { index as u8 } else { SEVERAL };
    }

    #[inline(always)]
    fn window(&self, first: usize) -> Option<u8x16> {
        Some(u8x16::new(*self.bytes.get(first..)?.first_chunk()?))
    }

    /// An element of this hash was put into a place.
    #[inline(always)]
    fn put(&mut self, index: usize, hash: u64, mask: usize) {
        self.bytes[index] = tag::of(hash);
        if mask < FEW {
            self.free &= !(1 << index);
            self.removed &= !(1 << index);
            self.note(index, hash);
        }
    }

    /// The element of this hash was removed from its place.
    #[inline(always)]
    fn remove(&mut self, index: usize, hash: u64, mask: usize) {
        self.bytes[index] = tag::OF_REMOVED;
        if mask < FEW {
            self.removed |= 1 << index;
            let kin = &mut self.kin[hash as usize % FEW];
            if *kin == index as u8 {
                *kin = NONE;
            }
        }
    }
}

enum Probe {
    Found(usize),
    /// Where the element would go.
    Absent(usize),
    /// An element of equal hash whose equality only `==` can tell, and the state to go on from.
    Ask(usize, Walk),
}

/// A walk over the places where an element of some hash can be.
#[derive(Clone, Copy)]
struct Walk {
    perturb: u64,
    base: usize,
    /// Steps from `base`.
    step: usize,
    /// The last place passed whose element was removed: a new element goes there.
    removed: Option<usize>,
}

impl Walk {
    fn new(hash: u64, mask: usize) -> Walk {
        Walk { perturb: hash, base: hash as usize & mask, step: 0, removed: None }
    }

    fn place(&self) -> usize {
        self.base + self.step
    }

    fn advance(&mut self, mask: usize) {
        let last = if self.base + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
        if self.step < last {
            self.step += 1;
            return;
        }
        self.step = 0;
        self.perturb >>= PERTURB_SHIFT;
        self.base = self.base.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize) & mask;
    }
}

impl Table {
    const fn new() -> Table {
        Table { places: Vec::new(), tags: None, mask: MIN_SIZE - 1, fill: 0, used: 0, finger: 0 }
    }

    fn allocate(&mut self) {
        if self.places.is_empty() {
            self.places = vec![Place { hash: FREE, element: Value::UNSET }; self.mask + 1];
        }
    }

    /// Where `element` is (`Ok`) or would go (`Err`); `None` if only `==` can tell. The walk of [`Walk`], in registers.
    #[inline]
    fn probe_quick(&self, element: &Value, hash: u64) -> Option<Result<usize, usize>> {
        let (mask, mut perturb, mut base) = (self.mask, hash, hash as usize & self.mask);
        // Most elements are where their hash says, and most places where absent ones would go are free.
        let first = &self.places[base];
        if first.hash == hash && first.element.is(element) {
            return Some(Ok(base));
        }
        if first.hash == FREE && first.element.is_unset() {
            return Some(Err(base));
        }
        if let Some(tags) = &self.tags {
            if mask >= FEW {
                return self.probe_tagged::<true>(tags, element, hash);
            }
            return Some(self.place_among_few(tags, element, hash)?.ok_or_else(|| self.room_among_few(tags, hash)));
        }
        let mut removed = usize::MAX;
        loop {
            let last = if base + LINEAR_PROBES <= mask { base + LINEAR_PROBES } else { base };
            for (step, place) in self.places[base..=last].iter().enumerate() {
                if place.hash == hash && !place.element.is_unset() {
                    if place.element.is(element) || equal_quick(&place.element, element)? {
                        return Some(Ok(base + step));
                    }
                } else if place.hash <= REMOVED && place.element.is_unset() {
                    if place.hash == FREE {
                        return Some(Err(if removed == usize::MAX { base + step } else { removed }));
                    }
                    removed = base + step;
                }
            }
            perturb >>= PERTURB_SHIFT;
            base = base.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }

    /// Where `element` is, if it is there; `None` if only `==` can tell. Places of removed elements, which there may be many
    /// of, need not be told from those of others.
    #[inline]
    fn place_quick(&self, element: &Value, hash: u64) -> Option<Option<usize>> {
        let (mask, mut perturb, mut base) = (self.mask, hash, hash as usize & self.mask);
        // As in `probe_quick`.
        let first = &self.places[base];
        if first.element.is(element) {
            return Some(Some(base));
        }
        if first.hash == FREE && first.element.is_unset() {
            return Some(None);
        }
        if let Some(tags) = &self.tags {
            if mask < FEW {
                return self.place_among_few(tags, element, hash);
            }
            return self.probe_tagged::<false>(tags, element, hash).map(Result::ok);
        }
        loop {
            let last = if base + LINEAR_PROBES <= mask { base + LINEAR_PROBES } else { base };
            for (step, place) in self.places[base..=last].iter().enumerate() {
                if place.hash == hash && !place.element.is_unset() {
                    if place.element.is(element) || equal_quick(&place.element, element)? {
                        return Some(Some(base + step));
                    }
                } else if place.hash == FREE && place.element.is_unset() {
                    return Some(None);
                }
            }
            perturb >>= PERTURB_SHIFT;
            base = base.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }

    /// As [`Table::place_quick`], of a table with tags and at most [`FEW`] places: wherever its walk would lead, a look at
    /// all tags is less.
    #[inline]
    fn place_among_few(&self, tags: &Tags, element: &Value, hash: u64) -> Option<Option<usize>> {
        match tags.kin[hash as usize % FEW] {
            NONE => return Some(None),
            SEVERAL => (),
            only => {
                let place = &self.places[only as usize];
                let found = place.hash == hash && (place.element.is(element) || equal_quick(&place.element, element)?);
                return Some(found.then_some(only as usize));
            }
        }
        let wanted = tag::of(hash);
        for base in (0..=self.mask).step_by(tag::WINDOW) {
            let mut found = tag::find(tags.window(base)?, wanted);
            while found != 0 {
                let index = base + found.trailing_zeros() as usize;
                let place = &self.places[index];
                if place.hash == hash && (place.element.is(element) || equal_quick(&place.element, element)?) {
                    return Some(Some(index));
                }
                found &= found - 1;
            }
        }
        Some(None)
    }

    /// Where an absent element of this hash would go, in a table with tags and at most [`FEW`] places. The walk of [`Walk`].
    #[inline]
    fn room_among_few(&self, tags: &Tags, hash: u64) -> usize {
        let (mask, mut perturb, mut base) = (self.mask, hash, hash as usize & self.mask);
        let mut removed = 0;
        loop {
            let count = if base + LINEAR_PROBES <= mask { LINEAR_PROBES + 1 } else { 1 };
            let passed = ((1 << count) - 1) << base;
            let free = tags.free & passed;
            // Of the removed ones the last before the first free one.
            match tags.removed & passed & (free & free.wrapping_neg()).wrapping_sub(1) {
                0 => (),
                some => removed = some,
            }
            if free != 0 {
                return if removed == 0 { free.trailing_zeros() } else { removed.ilog2() } as usize;
            }
            perturb >>= PERTURB_SHIFT;
            base = base.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }

    /// As [`Table::probe_quick`] by the tags. Where an absent element would go is right only with `ROOM`.
    #[inline(never)]
    fn probe_tagged<const ROOM: bool>(&self, tags: &Tags, element: &Value, hash: u64) -> Option<Result<usize, usize>> {
        let (mask, mut perturb, mut base) = (self.mask, hash, hash as usize & self.mask);
        let (wanted, mut removed) = (tag::of(hash), usize::MAX);
        loop {
            let window = tags.window(base)?;
            let count = if base + LINEAR_PROBES <= mask { LINEAR_PROBES + 1 } else { 1 };
            let free = tag::find(window, tag::OF_FREE) & ((1 << count) - 1);
            // Those before the first free one.
            let before = free.wrapping_sub(1) & !free & ((1 << count) - 1);
            let mut found = tag::find(window, wanted) & before;
            while found != 0 {
                let index = base + found.trailing_zeros() as usize;
                let place = &self.places[index];
                if place.hash == hash && (place.element.is(element) || equal_quick(&place.element, element)?) {
                    return Some(Ok(index));
                }
                found &= found - 1;
            }
            if ROOM && let Some(last) = (tag::find(window, tag::OF_REMOVED) & before).checked_ilog2() {
                removed = base + last as usize;
            }
            if free != 0 {
                let index = base + free.trailing_zeros() as usize;
                return Some(Err(if removed == usize::MAX { index } else { removed }));
            }
            perturb >>= PERTURB_SHIFT;
            base = base.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }

    fn probe(&self, element: &Value, hash: u64, mut walk: Walk) -> Probe {
        loop {
            let index = walk.place();
            let place = &self.places[index];
            if place.element.is_unset() {
                if place.hash == FREE {
                    return Probe::Absent(walk.removed.unwrap_or(index));
                }
                walk.removed = Some(index);
            } else if place.hash == hash {
                if place.element.is(element) {
                    return Probe::Found(index);
                }
                match equal_quick(&place.element, element) {
                    Some(true) => return Probe::Found(index),
                    Some(false) => (),
                    None => {
                        walk.advance(self.mask);
                        return Probe::Ask(index, walk);
                    }
                }
            }
            walk.advance(self.mask);
        }
    }

    /// Fills the place `index`, free or of a removed element, growing the table if it gets too full.
    fn fill_place(&mut self, index: usize, element: Value, hash: u64) {
        let was_free = self.places[index].hash == FREE;
        self.places[index] = Place { hash, element };
        if let Some(tags) = &mut self.tags {
            tags.put(index, hash, self.mask);
        }
        self.used += 1;
        if !was_free {
            return;
        }
        self.fill += 1;
        if self.fill * 5 >= self.mask * 3 {
            self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 });
        }
    }

    /// How many places a long table may have after one more element, if it may have to grow.
    fn grown(&self) -> Option<usize> {
        (self.used > LONG && (self.fill + 1) * 5 >= self.mask * 3).then(|| self.used.saturating_mul(4))
    }

    /// Makes a table with more than `least` places.
    fn resize(&mut self, least: usize) {
        let mut size = MIN_SIZE;
        while size <= least {
            size <<= 1;
        }
        let old = std::mem::take(&mut self.places);
        self.tags = None;
        self.mask = size - 1;
        self.allocate();
        self.fill = self.used;
        for place in old {
            if !place.element.is_unset() {
                self.insert_clean(place.element, place.hash);
            }
        }
    }

    /// Puts an element that is absent into a table without removed elements, not counting it.
    fn insert_clean(&mut self, element: Value, hash: u64) {
        let mut walk = Walk::new(hash, self.mask);
        while !self.places[walk.place()].element.is_unset() {
            walk.advance(self.mask);
        }
        self.places[walk.place()] = Place { hash, element };
    }

    fn remove(&mut self, index: usize) -> Value {
        self.used -= 1;
        let removed = std::mem::replace(&mut self.places[index], Place { hash: REMOVED, element: Value::UNSET });
        match &mut self.tags {
            Some(tags) => tags.remove(index, removed.hash, self.mask),
            None if self.fill - self.used > MANY_REMOVED => self.tags = Some(Box::new(Tags::of(&self.places))),
            None => (),
        }
        removed.element
    }
}

impl Default for Elements {
    fn default() -> Elements {
        Elements::new()
    }
}

impl Elements {
    /// No elements.
    pub const fn new() -> Elements {
        Elements { table: Interior::new(Table::new()), changes: Cell::new(0) }
    }

    /// Shows the elements to a visitor.
    pub fn trace(&self, visit: &mut Visitor) {
        self.table.borrow().places.iter().for_each(|place| visit(&place.element));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.table.borrow().used
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn changed(&self) {
        self.changes.set(self.changes.get().wrapping_add(1));
    }

    /// The place of an element, or the free place where it would go.
    #[inline]
    fn find(&self, vm: &mut Vm, element: &Value, hash: u64) -> Res<Result<usize, usize>> {
        self.table.borrow_mut().allocate();
        let found = self.table.borrow().probe_quick(element, hash);
        match found {
            Some(found) => Ok(found),
            None => self.find_asking(vm, element, hash),
        }
    }

    /// The place of an element, if it is there. There are some.
    #[inline]
    fn place(&self, vm: &mut Vm, element: &Value, hash: u64) -> Res<Option<usize>> {
        let found = self.table.borrow().place_quick(element, hash);
        match found {
            Some(found) => Ok(found),
            None => Ok(self.find_asking(vm, element, hash)?.ok()),
        }
    }

    #[cold]
    fn find_asking(&self, vm: &mut Vm, element: &Value, hash: u64) -> Res<Result<usize, usize>> {
        'restart: loop {
            let changes = self.changes.get();
            self.table.borrow_mut().allocate();
            let mut walk = Walk::new(hash, self.table.borrow().mask);
            loop {
                let probe = self.table.borrow().probe(element, hash, walk);
                match probe {
                    Probe::Found(index) => return Ok(Ok(index)),
                    Probe::Absent(index) => return Ok(Err(index)),
                    Probe::Ask(index, next) => {
                        let candidate = self.table.borrow().places[index].element.clone();
                        let equal = vm.eq(&candidate, element)?;
                        if self.changes.get() != changes {
                            continue 'restart;
                        }
                        if equal {
                            return Ok(Ok(index));
                        }
                        walk = next;
                    }
                }
            }
        }
    }

    /// Is an element of a common type among them? `None`: it is of another type, or code has to run to find out.
    #[inline]
    pub(crate) fn contains_leaf(&self, element: &Value) -> Option<bool> {
        let hash = hash_key_leaf(element)?;
        let table = self.table.borrow();
        if table.used == 0 {
            return Some(false);
        }
        Some(table.place_quick(element, hash)?.is_some())
    }

    /// Is `element`, whose hash this is, among them?
    pub fn contains(&self, vm: &mut Vm, element: &Value, hash: u64) -> Res<bool> {
        if self.is_empty() {
            return Ok(false);
        }
        Ok(self.place(vm, element, hash)?.is_some())
    }

    /// Adds an element; was it absent? TypeError if it is unhashable.
    pub fn add(&self, vm: &mut Vm, element: Value) -> Res<bool> {
        if let Some(added) = self.add_leaf(&element) {
            return Ok(added);
        }
        let hash = vm.hash_element(&element)?;
        self.add_hashed(vm, element, hash)
    }

    /// Adds an element of a common type; was it absent? `None`: it is of another type, code has to run, or much memory is
    /// wanted, and nothing was done.
    pub(crate) fn add_leaf(&self, element: &Value) -> Option<bool> {
        let hash = hash_key_leaf(element)?;
        let mut table = self.table.borrow_mut();
        table.allocate();
        match table.probe_quick(element, hash)? {
            Ok(_) => Some(false),
            Err(_) if table.grown().is_some() => None,
            Err(index) => {
                table.fill_place(index, element.clone(), hash);
                self.changed();
                Some(true)
            }
        }
    }

    /// As [`Elements::add`], the hash being known.
    pub fn add_hashed(&self, vm: &mut Vm, element: Value, hash: u64) -> Res<bool> {
        match self.find(vm, &element, hash)? {
            Ok(_) => Ok(false),
            Err(index) => {
                if let Some(places) = self.table.borrow().grown() {
                    vm.room_for(places, size_of::<Place>())?;
                }
                self.table.borrow_mut().fill_place(index, element, hash);
                self.changed();
                Ok(true)
            }
        }
    }

    /// Adds a compile-time constant to a set of such, from which nothing has been removed.
    pub fn add_constant(&self, element: Value, hash: u64) {
        let mut table = self.table.borrow_mut();
        table.allocate();
        let mut walk = Walk::new(hash, table.mask);
        while !table.places[walk.place()].element.is_unset() {
            let place = &table.places[walk.place()];
            if place.hash == hash && equal_constants(&place.element, &element) {
                return;
            }
            walk.advance(table.mask);
        }
        table.fill_place(walk.place(), element, hash);
        drop(table);
        self.changed();
    }

    /// Removes an element; was it there?
    pub fn discard(&self, vm: &mut Vm, element: &Value, hash: u64) -> Res<bool> {
        if self.is_empty() {
            return Ok(false);
        }
        let Some(index) = self.place(vm, element, hash)? else { return Ok(false) };
        let removed = self.table.borrow_mut().remove(index);
        self.changed();
        drop(removed);
        Ok(true)
    }

    /// Removes an element that comes early in the order.
    pub fn pop(&self) -> Option<Value> {
        let mut table = self.table.borrow_mut();
        if table.used == 0 {
            return None;
        }
        let mask = table.mask;
        let mut index = table.finger & mask;
        while table.places[index].element.is_unset() {
            index = (index + 1) & mask;
        }
        table.finger = index + 1;
        let element = table.remove(index);
        drop(table);
        self.changed();
        Some(element)
    }

    /// Removes all elements. `pop` goes on looking where it was, as in CPython.
    pub fn clear(&self) {
        let finger = self.table.borrow().finger;
        let old = self.table.replace(Table { finger, ..Table::new() });
        self.changed();
        drop(old);
    }

    /// Gives the elements away, and has none left.
    pub fn take(&self) -> Elements {
        let table = Interior::new(self.table.replace(Table::new()));
        self.changed();
        Elements { table, changes: Cell::new(0) }
    }

    /// Takes over other elements.
    pub fn replace(&self, other: Elements) {
        let finger = self.table.borrow().finger;
        let new = Table { finger, ..other.table.replace(Table::new()) };
        let old = self.table.replace(new);
        self.changed();
        drop(old);
    }

    /// The first element at or after `place`, and the place after it.
    pub fn next_from(&self, place: usize) -> Option<(Value, usize)> {
        let table = self.table.borrow();
        let skipped = table.places.get(place..)?.iter().position(|found| !found.element.is_unset())?;
        Some((table.places[place + skipped].element.clone(), place + skipped + 1))
    }

    /// As [`Elements::next_from`], with the element's hash.
    pub fn hashed_from(&self, mut place: usize) -> Option<(Value, u64, usize)> {
        let table = self.table.borrow();
        while let Some(found) = table.places.get(place) {
            place += 1;
            if !found.element.is_unset() {
                return Some((found.element.clone(), found.hash, place));
            }
        }
        None
    }

    /// How many elements there are at or after `place`.
    pub fn count_from(&self, place: usize) -> usize {
        self.table.borrow().places.iter().skip(place).filter(|p| !p.element.is_unset()).count()
    }

    /// All elements with their hashes, in order, as they are now.
    pub fn entries(&self) -> Vec<(Value, u64)> {
        let table = self.table.borrow();
        table.places.iter().filter(|p| !p.element.is_unset()).map(|p| (p.element.clone(), p.hash)).collect()
    }

    /// All elements in order, as they are now.
    pub fn to_vec(&self) -> Vec<Value> {
        self.entries().into_iter().map(|(element, _)| element).collect()
    }

    /// Makes room for `more` elements, as before adding those of a container of that length.
    pub fn reserve(&self, more: usize) {
        let mut table = self.table.borrow_mut();
        if (table.fill + more) * 5 >= table.mask * 3 {
            let least = (table.used + more) * 2;
            table.resize(least);
            drop(table);
            self.changed();
        }
    }

    /// After many removals: a table of which a quarter is removed elements is made anew.
    pub fn tidy(&self) {
        let mut table = self.table.borrow_mut();
        if table.fill - table.used > table.mask / 4 {
            let least = if table.used > 50_000 { table.used * 2 } else { table.used * 4 };
            table.resize(least);
            drop(table);
            self.changed();
        }
    }

    /// Adds the elements of `other`.
    pub fn merge(&self, vm: &mut Vm, other: &Elements) -> Res<()> {
        if std::ptr::eq(self, other) || other.is_empty() {
            return Ok(());
        }
        self.reserve(other.len());
        if self.table.borrow().fill == 0 {
            self.merge_into_empty(other);
            return Ok(());
        }
        let mut place = 0;
        while let Some((element, hash, next)) = other.hashed_from(place) {
            self.add_hashed(vm, element, hash)?;
            place = next;
        }
        Ok(())
    }

    fn merge_into_empty(&self, other: &Elements) {
        let mut table = self.table.borrow_mut();
        let theirs = other.table.borrow();
        if table.mask == theirs.mask && theirs.fill == theirs.used {
            // Places are copied by a loop that the compiler unrolls, which it does not do for `clone`.
            table.places = theirs.places.iter().map(|p| Place { hash: p.hash, element: p.element.clone() }).collect();
        } else {
            table.allocate();
            for place in theirs.places.iter().filter(|p| !p.element.is_unset()) {
                table.insert_clean(place.element.clone(), place.hash);
            }
        }
        table.fill = theirs.used;
        table.used = theirs.used;
        drop(table);
        self.changed();
    }

    /// A copy.
    pub fn copy(&self) -> Elements {
        let copy = Elements::new();
        if !self.is_empty() {
            copy.reserve(self.len());
            copy.merge_into_empty(self);
        }
        copy
    }

    /// The hash of a frozenset of these elements: the elements' hashes, mixed in a way that forgets their order.
    pub fn frozen_hash(&self) -> u64 {
        let shuffle = |h: u64| ((h ^ 89_869_747) ^ (h << 16)).wrapping_mul(3_644_798_167);
        let table = self.table.borrow();
        let mut hash = table.places.iter().filter(|p| !p.element.is_unset()).fold(0, |all, p| all ^ shuffle(p.hash));
        hash ^= (table.used as u64 + 1).wrapping_mul(1_927_868_237);
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
        if hash == u64::MAX { 590_923_713 } else { hash }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(numbers: &[i64]) -> Vec<i64> {
        let elements = Elements::new();
        for &n in numbers {
            elements.add_constant(Value::small_int_unchecked(n), n as u64);
        }
        elements.to_vec().iter().map(Value::small_int_value).collect()
    }

    /// What CPython 3.13 prints for `set(numbers)`, built by adding one after the other.
    #[test]
    fn order_is_that_of_cpython() {
        assert_eq!(order(&[3, 1, 2]), [1, 2, 3]);
        assert_eq!(order(&[8, 0, 16]), [8, 0, 16]);
        assert_eq!(order(&[100, 7, 33, 1]), [33, 100, 1, 7]);
        assert_eq!(order(&[5, 4, 3, 2, 1, 0]), [0, 1, 2, 3, 4, 5]);
        assert_eq!(order(&[64, 32, 1, 33, 65, 97]), [64, 1, 32, 65, 33, 97]);
        assert_eq!(order(&[1000, 7, 2000, 19, 9, 3, 10, 1009]), [3, 7, 1000, 9, 10, 2000, 1009, 19]);
    }
}
