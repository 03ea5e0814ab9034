//! `container[key]`, and `in`.

use crate::heap::Kind;
use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::dict_view::{self, DictView};
use crate::object::exception::Exc;
use crate::object::instance::Instance;
use crate::object::list::{self, List};
use crate::object::mapping_proxy::MappingProxy;
use crate::object::range::{self, Range};
use crate::object::slice::Slice;
use crate::object::str::Str;
use crate::object::tuple::{self, Tuple};
use crate::object::{generic_alias, set};
use crate::value::Value;
use crate::vm::{Res, Vm};

impl Vm {
    /// Remembers that instances of the value's class inherit this method on items from the built-in class whose value they
    /// have inside, if they do: leaf paths then go to that.
    pub(crate) fn note_native_items(&self, value: &Value, name: &Value, method: u8) {
        let Some(instance) = value.exact::<Instance>() else { return };
        let class = instance.class();
        if class.has_base_value()
            && let (Some(own), Some(native)) = (class.lookup(name), self.builtin_base(&class).lookup(name))
            && own.is(&native)
        {
            class.note_native_items(method);
        }
    }

    /// `item in container`.
    pub fn contains(&mut self, container: &Value, item: &Value) -> Res<bool> {
        match container.kind() {
            Some(Kind::List) => return self.list_contains(container, item),
            Some(Kind::Tuple) => {
                for candidate in container.exact::<Tuple>().map_or(&[][..], Tuple::items) {
                    if self.eq(candidate, item)? {
                        return Ok(true);
                    }
                }
                return Ok(false);
            }
            Some(Kind::Str) => {
                return match (container.as_str(), item.as_str()) {
                    (Some(text), Some(part)) => Ok(text.contains(part)),
                    _ => Err(self.type_error_about("'in <string>' requires string as left operand, not {}", item)),
                };
            }
            Some(Kind::Dict) => {
                if let Some(dict) = container.to_gc::<Dict>() {
                    return dict.contains(self, item);
                }
            }
            Some(Kind::Set | Kind::FrozenSet) => return set::contains(self, container, item),
            Some(Kind::Range) => {
                if let Some(range) = container.exact::<Range>() {
                    return range::contains(self, range, item);
                }
            }
            Some(Kind::DictView) => {
                if let Some(view) = container.exact::<DictView>() {
                    return dict_view::contains(self, view, item);
                }
            }
            Some(Kind::MappingProxy) => {
                if let Some(proxy) = container.exact::<MappingProxy>() {
                    let mapping = proxy.mapping.clone();
                    return self.contains(&mapping, item);
                }
            }
            _ => (),
        }
        self.contains_special(container, item)
    }

    fn list_contains(&mut self, list: &Value, item: &Value) -> Res<bool> {
        let Some(list) = list.exact::<List>() else { return Ok(false) };
        let mut i = 0;
        while let Some(candidate) = list.get(i) {
            if self.eq(&candidate, item)? {
                return Ok(true);
            }
            i += 1;
        }
        Ok(false)
    }

    fn contains_special(&mut self, container: &Value, item: &Value) -> Res<bool> {
        let name = self.names.contains.clone();
        match self.lookup_special(container, &name) {
            Some(method) if method.is_none() => {
                return Err(self.type_error_about("'{}' object is not a container", container));
            }
            Some(method) => {
                let result = self.call_found(&method, &name, container, item)?;
                return self.truth(&result);
            }
            None => (),
        }
        if !self.is_iterable(container) {
            return Err(self.type_error_about("argument of type '{}' is not a container or iterable", container));
        }
        let iterator = match self.iter(container) {
            Err(raised) if self.raised_is(Exc::TypeError) => {
                drop((raised, self.take_raised()));
                return Err(self.type_error_about("argument of type '{}' is not a container or iterable", container));
            }
            iterator => iterator?,
        };
        while let Some(candidate) = self.next(&iterator)? {
            if self.eq(&candidate, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// `container[key]`.
    pub fn get_item(&mut self, container: &Value, key: &Value) -> Res {
        match container.kind() {
            Some(Kind::List) => {
                if let Some(list) = container.exact::<List>() {
                    if let Some(slice) = key.exact::<Slice>() {
                        return list::get_slice(self, list, slice);
                    }
                    let place = self.place(key, list.len(), "list", "list index")?;
                    // `__index__` may have shortened the list.
                    return match list.get(place) {
                        Some(item) => Ok(item),
                        None => Err(self.error(Exc::IndexError, "list index out of range")),
                    };
                }
            }
            Some(Kind::Tuple) => {
                if let Some(tuple) = container.exact::<Tuple>() {
                    if let Some(slice) = key.exact::<Slice>() {
                        return tuple::get_slice(self, container, slice);
                    }
                    let place = self.place(key, tuple.items().len(), "tuple", "tuple index")?;
                    return Ok(tuple.items()[place].clone());
                }
            }
            Some(Kind::Dict) => {
                if let Some(dict) = container.to_gc::<Dict>() {
                    return match dict.get(self, key)? {
                        Some(value) => Ok(value),
                        None => Err(self.error_with(Exc::KeyError, vec![key.clone()])),
                    };
                }
            }
            Some(Kind::Str) => {
                if let Some(text) = container.exact::<Str>()
                    && !key.is_kind(Kind::Slice)
                {
                    let place = self.string_place(key, text.char_len())?;
                    return Ok(crate::object::str::character(text, place));
                }
            }
            Some(Kind::Range) => {
                if let Some(range) = container.exact::<Range>() {
                    return range::get_item(self, range, key);
                }
            }
            Some(Kind::MappingProxy) => {
                if let Some(proxy) = container.exact::<MappingProxy>() {
                    let mapping = proxy.mapping.clone();
                    return self.get_item(&mapping, key);
                }
            }
            _ => (),
        }
        self.get_item_special(container, key)
    }

    fn string_place(&mut self, key: &Value, len: usize) -> Res<usize> {
        match key.as_small_int() {
            Some(i) if (0..len as i64).contains(&i) => Ok(i as usize),
            _ => match self.index_opt(key)? {
                Some(_) => self.place(key, len, "string", "string index"),
                None => {
                    let got = self.type_name(key);
                    Err(self.error(Exc::TypeError, format!("string indices must be integers, not '{got}'")))
                }
            },
        }
    }

    fn get_item_special(&mut self, container: &Value, key: &Value) -> Res {
        let name = self.names.getitem.clone();
        match self.lookup_special(container, &name) {
            Some(method) if method.is_none() => {
                return Err(self.error(Exc::TypeError, "'NoneType' object is not callable"));
            }
            Some(method) => return self.call_found(&method, &name, container, key),
            None => (),
        }
        let Some(class) = container.exact::<Class>() else {
            return Err(self.type_error_about("'{}' object is not subscriptable", container));
        };
        let name = self.names.class_getitem.clone();
        if let Some(method) = self.get_attr_opt(container, &name)?.filter(|m| !m.is_none()) {
            return self.call(&method, std::slice::from_ref(key));
        }
        if std::ptr::eq(class, &*self.types.type_) {
            return generic_alias::subscript(self, container, key);
        }
        let name = self.descriptor_owner(container);
        Err(self.error(Exc::TypeError, format!("type '{name}' is not subscriptable")))
    }

    /// `container[key] = value`.
    pub fn set_item(&mut self, container: &Value, key: &Value, value: Value) -> Res<()> {
        match container.kind() {
            Some(Kind::List) => {
                if let Some(list) = container.exact::<List>() {
                    return list::set_item(self, container, list, key, value);
                }
            }
            Some(Kind::Dict) => {
                if let Some(dict) = container.to_gc::<Dict>() {
                    return dict.set(self, key.clone(), value);
                }
            }
            _ => (),
        }
        let name = self.names.setitem.clone();
        match self.call_special(container, &name, &[key.clone(), value])? {
            Some(_) => Ok(()),
            None => {
                self.index_of_sequence(container, key)?;
                Err(self.type_error_about("'{}' object does not support item assignment", container))
            }
        }
    }

    /// Is `key` an index, to an object that CPython takes for a sequence? It looks at the index before it says that the
    /// object does not support what is asked.
    #[cold]
    fn index_of_sequence(&mut self, container: &Value, key: &Value) -> Res<bool> {
        let class = self.class_of(container);
        if !self.counts_as_sequence(&class) {
            return Ok(false);
        }
        match self.index_opt(key)? {
            Some(int) if crate::object::number::to_i64(&int).is_none() => {
                let message = format!("cannot fit '{}' into an index-sized integer", self.type_name(key));
                Err(self.error(Exc::IndexError, message))
            }
            index => Ok(index.is_some()),
        }
    }

    /// `del container[key]`.
    pub fn del_item(&mut self, container: &Value, key: &Value) -> Res<()> {
        match container.kind() {
            Some(Kind::List) => {
                if let Some(list) = container.exact::<List>() {
                    return list::del_item(self, list, key);
                }
            }
            Some(Kind::Dict) => {
                if let Some(dict) = container.to_gc::<Dict>() {
                    return match dict.remove(self, key)? {
                        Some(_) => Ok(()),
                        None => Err(self.error_with(Exc::KeyError, vec![key.clone()])),
                    };
                }
            }
            _ => (),
        }
        let name = self.names.delitem.clone();
        match self.call_special(container, &name, std::slice::from_ref(key))? {
            Some(_) => Ok(()),
            None => Err(match self.index_of_sequence(container, key)? {
                true => self.type_error_about("'{}' object doesn't support item deletion", container),
                false => self.type_error_about("'{}' object does not support item deletion", container),
            }),
        }
    }
}
