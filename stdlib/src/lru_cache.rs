//! `functools._lru_cache_wrapper`: a function whose results are kept.

use rondo_vm::heap::{Gc, Interior, Kind, Slot, Visitor, visit_gc};
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{self, DICT_GETTER, Foreign, ForeignData};
use rondo_vm::object::method::BoundMethod;
use rondo_vm::object::native::Keywords;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, method};
use std::cell::Cell;

/// A function with the results of its calls.
struct Cached {
    function: Value,
    /// How many results are kept; all if it is none.
    limit: Option<usize>,
    /// Do calls differ whose arguments are equal, but of different types?
    typed: bool,
    /// What `cache_info` makes its result with.
    info: Value,
    /// By what the arguments are: results, or the numbers of their places in `uses` if there is a limit.
    results: Gc<Dict>,
    uses: Interior<Uses>,
    hits: Cell<i64>,
    misses: Cell<i64>,
    /// Attributes set by programs: a dict or unset.
    attributes: Slot,
}

/// Results in the order of their last use: a ring through places, of which the first holds none.
#[derive(Default)]
struct Uses {
    places: Vec<Place>,
}

struct Place {
    before: usize,
    after: usize,
    key: Value,
    hash: u64,
    result: Value,
}

impl Uses {
    fn unlink(&mut self, at: usize) {
        let Place { before, after, .. } = self.places[at];
        self.places[before].after = after;
        self.places[after].before = before;
    }

    /// Puts a place, which is in no ring, where the latest is.
    fn link(&mut self, at: usize) {
        let latest = std::mem::replace(&mut self.places[0].before, at);
        self.places[latest].after = at;
        (self.places[at].before, self.places[at].after) = (latest, 0);
    }

    /// The result at a place, which is now the latest used.
    fn use_again(&mut self, at: usize) -> Value {
        self.unlink(at);
        self.link(at);
        self.places[at].result.clone()
    }

    /// Adds a result as the latest; returns its place.
    fn add(&mut self, key: Value, hash: u64, result: Value) -> usize {
        if self.places.is_empty() {
            self.places.push(Place { before: 0, after: 0, key: Value::UNSET, hash: 0, result: Value::UNSET });
        }
        let at = self.places.len();
        self.places.push(Place { before: at, after: at, key, hash, result });
        self.link(at);
        at
    }
}

impl ForeignData for Cached {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.function);
        visit(&self.info);
        visit_gc(&self.results, visit);
        for place in &self.uses.borrow().places {
            visit(&place.key);
            visit(&place.result);
        }
        self.attributes.trace(visit);
    }

    fn clear(&self) {
        self.forget();
        drop(self.attributes.take());
    }

    fn attributes(&self) -> Option<&Slot> {
        Some(&self.attributes)
    }

    fn is_callable(&self) -> bool {
        true
    }

    fn call(&self, vm: &mut Vm, _: &Value, args: &[Value], keywords: Keywords) -> Res {
        if self.limit == Some(0) {
            self.misses.set(self.misses.get() + 1);
            return vm.call_with(&self.function, args, keywords);
        }
        let key = self.key(vm, args, keywords);
        let hash = vm.hash(&key)?;
        if let Some(found) = self.results.get_hashed(vm, &key, hash)? {
            self.hits.set(self.hits.get() + 1);
            return Ok(self.result_of(found));
        }
        self.misses.set(self.misses.get() + 1);
        let result = vm.call_with(&self.function, args, keywords)?;
        self.keep(vm, key, hash, &result)?;
        Ok(result)
    }
}

impl Cached {
    /// What calls are told apart by.
    fn key(&self, vm: &mut Vm, args: &[Value], keywords: Keywords) -> Value {
        if let ([only], []) = (args, keywords.names)
            && !self.typed
            && (only.is_small_int() || matches!(only.kind(), Some(Kind::Int | Kind::Str)))
        {
            return only.clone();
        }
        if keywords.names.is_empty() && !self.typed {
            return Tuple::from_slice(args).into_value();
        }
        let mut parts = args.to_vec();
        if !keywords.names.is_empty() {
            // No argument is it: that is between positional arguments and those by name.
            parts.push(vm.types.native_class(&WRAPPER).into_value());
            for (name, value) in keywords.names.iter().zip(keywords.values) {
                parts.extend([name.clone(), value.clone()]);
            }
        }
        if self.typed {
            for value in args.iter().chain(keywords.values) {
                parts.push(vm.class_of(value).into_value());
            }
        }
        Tuple::value(parts)
    }

    /// The result that a lookup in `results` stands for.
    fn result_of(&self, found: Value) -> Value {
        match (self.limit, found.as_small_int()) {
            (Some(_), Some(at)) => self.uses.borrow_mut().use_again(at as usize),
            _ => found,
        }
    }

    /// Keeps the result of a call, in the place of the one that was not used for the longest time if there are too many.
    fn keep(&self, vm: &mut Vm, key: Value, hash: u64, result: &Value) -> Res<()> {
        let Some(limit) = self.limit else { return self.results.set_hashed(vm, key, hash, result.clone()) };
        // The call may have called the same again.
        if self.results.get_hashed(vm, &key, hash)?.is_some() {
            return Ok(());
        }
        if self.results.len() < limit {
            let at = self.uses.borrow_mut().add(key.clone(), hash, result.clone());
            return self.results.set_hashed(vm, key, hash, Value::from(at as i64));
        }
        let (oldest, old_key, old_hash) = {
            let mut uses = self.uses.borrow_mut();
            let oldest = uses.places[0].after;
            uses.unlink(oldest);
            // In a ring of its own while other code may run.
            (uses.places[oldest].before, uses.places[oldest].after) = (oldest, oldest);
            (oldest, uses.places[oldest].key.clone(), uses.places[oldest].hash)
        };
        let removed = self.results.remove_hashed(vm, &old_key, old_hash)?;
        // An `__eq__` may have forgotten all results.
        if removed.is_none() || self.uses.borrow().places.len() <= oldest {
            return Ok(());
        }
        let old = {
            let mut uses = self.uses.borrow_mut();
            let place = &mut uses.places[oldest];
            place.hash = hash;
            let old =
                (std::mem::replace(&mut place.key, key.clone()), std::mem::replace(&mut place.result, result.clone()));
            uses.link(oldest);
            old
        };
        drop(old);
        self.results.set_hashed(vm, key, hash, Value::from(oldest as i64))
    }

    fn forget(&self) {
        self.results.clear_entries();
        drop(self.uses.replace(Uses::default()));
        self.hits.set(0);
        self.misses.set(0);
    }
}

/// The class.
pub static WRAPPER: TypeSpec = TypeSpec {
    name: "functools._lru_cache_wrapper",
    doc: "A function whose results are kept: a call with the same arguments as an earlier one returns what that did.",
    constructor: Some(&function!("_lru_cache_wrapper(user_function, maxsize, typed, cache_info_type)", new)),
    methods: &[
        foreign::CALL,
        method!("__copy__(self, /)", |_, args| Ok(args[0].clone())),
        method!("__deepcopy__(self, memo, /)", |_, args| Ok(args[0].clone())),
        method!("__get__(self, instance, owner=None, /)", |_, args| match args[1].is_none() {
            true => Ok(args[0].clone()),
            false => Ok(BoundMethod::value(args[0].clone(), args[1].clone())),
        }),
        method!("__reduce__(self, /)", |vm, args| vm.get_attr_text(&args[0], "__qualname__")),
        method!("cache_clear(self, /)", |_, args| {
            cached(&args[0]).forget();
            Ok(Value::NONE)
        }),
        method!("cache_info(self, /)", |vm, args| {
            let this = cached(&args[0]);
            let limit = this.limit.map_or(Value::NONE, |limit| Value::from(limit as i64));
            let counts = [Value::from(this.hits.get()), Value::from(this.misses.get())];
            let [hits, misses] = counts;
            let info = this.info.clone();
            vm.call(&info, &[hits, misses, limit, Value::from(this.results.len() as i64)])
        }),
        DICT_GETTER,
    ],
    flags: 0,
};

fn cached(value: &Value) -> &Cached {
    match value.foreign() {
        Some(cached) => cached,
        None => unreachable!("a method of _lru_cache_wrapper is bound to one only"),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let call = vm.names.call.clone();
    if vm.lookup_special(&args[0], &call).is_none() {
        return Err(vm.error(Exc::TypeError, "the first argument must be callable"));
    }
    let limit = match args[1].is_none() {
        true => None,
        false => Some(usize::try_from(rondo_vm::object::int::methods::index_i64(vm, &args[1])?).unwrap_or(0)),
    };
    let cached = Cached {
        function: args[0].clone(),
        limit,
        typed: vm.truth(&args[2])?,
        info: args[3].clone(),
        results: Dict::new(),
        uses: Interior::new(Uses::default()),
        hits: Cell::new(0),
        misses: Cell::new(0),
        attributes: Slot::default(),
    };
    Ok(Foreign::new(vm.types.native_class(&WRAPPER), cached).into_value())
}
