//! The table of a dict: at which indices an entry of some hash can be.
//!
//! It is open-addressed, with linear probing. A slot has an index in as many low bits as the size of the table takes, and
//! in those above a tag, bits of the hash that its place does not tell. So what has another hash is passed by without a
//! look at its entry, which is likely to be in no cache.

/// The table of a dict, or none.
#[derive(Clone, Default)]
pub(super) struct Table {
    /// A power of two of slots, a third of them `EMPTY` at least, or none at all.
    slots: Box<[u32]>,
    /// By how much a spread hash is shifted to give its place.
    shift: u32,
    /// Slots that are not `EMPTY`.
    filled: u32,
}

const EMPTY: u32 = u32::MAX;
/// Of an entry that is gone. No index has the low bits of this or of `EMPTY`, as there are fewer entries than slots.
const REMOVED: u32 = u32::MAX - 1;

/// A walk over the slots where a hash can be.
pub(super) struct Walk {
    home: usize,
    /// Slots looked at.
    pub step: usize,
    /// The tag, above the bits of an index.
    tag: u32,
}

/// Spreads a hash over 32 bits (Knuth's multiplicative hashing): integers hash to themselves, tuples of small ones to
/// neighbours. Places are taken from the highest bits, where what differs little lies far apart.
#[inline(always)]
fn spread(hash: u64) -> u32 {
    (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

impl Table {
    /// A table of the entries with these hashes, which lie from the index `first` on, and one more, with room for half as
    /// many again.
    pub fn of(first: usize, hashes: impl ExactSizeIterator<Item = u64>) -> Table {
        let size = ((first + hashes.len() + 1) * 2).next_power_of_two().max(8);
        let mut table =
            Table { slots: vec![EMPTY; size].into_boxed_slice(), shift: 32 - size.trailing_zeros(), filled: 0 };
        for (index, hash) in hashes.enumerate() {
            table.add(hash, first + index);
        }
        table
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Differs from that of a table that was there at the same time.
    pub fn identity(&self) -> *const u32 {
        self.slots.as_ptr()
    }

    /// Has it to grow before one more is added to `entries` entries, of which some may be holes?
    #[inline(always)]
    pub fn is_full(&self, entries: usize) -> bool {
        (entries.max(self.filled as usize) + 1) * 3 > self.slots.len() * 2
    }

    /// The bits of a slot that are an index.
    #[inline(always)]
    fn mask(&self) -> u32 {
        (self.slots.len() as u32).wrapping_sub(1)
    }

    /// A walk over the slots of a hash from the `step`th on. There must be slots.
    #[inline(always)]
    pub fn walk(&self, hash: u64, step: usize) -> Walk {
        let spread = spread(hash);
        Walk { home: (spread >> self.shift) as usize, step, tag: spread.wrapping_shl(self.shift.wrapping_neg()) }
    }

    /// The next index at which an entry of the walk's hash can be.
    #[inline(always)]
    pub fn next(&self, walk: &mut Walk) -> Option<usize> {
        let mask = self.mask();
        loop {
            let slot = self.slots[(walk.home + walk.step) & mask as usize];
            walk.step += 1;
            if slot == EMPTY {
                return None;
            }
            if (slot ^ walk.tag) <= mask && slot != REMOVED {
                return Some((slot & mask) as usize);
            }
        }
    }

    /// Adds the entry at `index`. It must not be full.
    #[inline]
    pub fn add(&mut self, hash: u64, index: usize) {
        let (walk, mask) = (self.walk(hash, 0), self.mask() as usize);
        let mut place = walk.home;
        while self.slots[place] < REMOVED {
            place = (place + 1) & mask;
        }
        self.filled += (self.slots[place] == EMPTY) as u32;
        self.slots[place] = walk.tag | index as u32;
    }

    /// Removes the entry at `index`, which is there.
    pub fn remove(&mut self, hash: u64, index: usize) {
        let (walk, mask) = (self.walk(hash, 0), self.mask() as usize);
        let mut place = walk.home;
        while self.slots[place] != walk.tag | index as u32 {
            place = (place + 1) & mask;
        }
        self.slots[place] = REMOVED;
    }
}
