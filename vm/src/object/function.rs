//! Functions defined in the language.

use crate::heap::{Body, Gc, Interior, Kind, Slot, Visitor, visit_gc};
use crate::object::cell::CellObject;
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::tuple::Tuple;
use crate::value::Value;

/// A function.
pub struct Function {
    /// Its code.
    pub code: Interior<Gc<Code>>,
    /// The globals it was defined with.
    pub globals: Gc<Dict>,
    /// A tuple of cells, or unset.
    pub closure: Value,
    /// A tuple of defaults of the last positional parameters, or `None`.
    pub defaults: Slot,
    /// A dict of defaults of keyword-only parameters, or `None`.
    pub kwdefaults: Slot,
    /// What few functions have.
    rare: Interior<Option<Box<Rare>>>,
}

/// Attributes of a function that are mostly what its code says.
#[derive(Default)]
struct Rare {
    name: Value,
    qualname: Value,
    module: Value,
    doc: Value,
    /// The function that computes the annotations (PEP 649).
    annotate: Value,
    annotations: Value,
    type_params: Value,
    dict: Value,
}

/// Which of the rare attributes.
#[derive(Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum RareAttr {
    Name,
    Qualname,
    Module,
    Doc,
    Annotate,
    Annotations,
    TypeParams,
    Dict,
}

impl Rare {
    fn field(&mut self, which: RareAttr) -> &mut Value {
        match which {
            RareAttr::Name => &mut self.name,
            RareAttr::Qualname => &mut self.qualname,
            RareAttr::Module => &mut self.module,
            RareAttr::Doc => &mut self.doc,
            RareAttr::Annotate => &mut self.annotate,
            RareAttr::Annotations => &mut self.annotations,
            RareAttr::TypeParams => &mut self.type_params,
            RareAttr::Dict => &mut self.dict,
        }
    }
}

impl Body for Function {
    const KIND: Kind = Kind::Function;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&*self.code.borrow(), visit);
        visit_gc(&self.globals, visit);
        visit(&self.closure);
        visit(self.defaults.peek());
        visit(self.kwdefaults.peek());
        if let Some(r) = &*self.rare.borrow() {
            [&r.name, &r.qualname, &r.module, &r.doc, &r.annotate, &r.annotations, &r.type_params, &r.dict]
                .into_iter()
                .for_each(visit);
        }
    }

    fn clear(&self) {
        drop(self.defaults.replace(Value::NONE));
        drop(self.kwdefaults.replace(Value::NONE));
        drop(self.rare.replace(None));
        for cell in self.closure_cells() {
            if let Some(cell) = cell.exact::<CellObject>() {
                drop(cell.content.take());
            }
        }
    }
}

impl Function {
    /// A function of `code` in `globals`, without defaults.
    pub fn new(code: Gc<Code>, globals: Gc<Dict>, closure: Value) -> Function {
        Function {
            code: Interior::new(code),
            globals,
            closure,
            defaults: Slot::new(Value::NONE),
            kwdefaults: Slot::new(Value::NONE),
            rare: Interior::new(None),
        }
    }

    /// The code object.
    #[inline(always)]
    pub fn code(&self) -> Gc<Code> {
        self.code.borrow().clone()
    }

    /// The closure's cells.
    #[inline(always)]
    pub fn closure_cells(&self) -> &[Value] {
        match self.closure.exact::<Tuple>() {
            Some(cells) => cells.items(),
            None => &[],
        }
    }

    /// A rare attribute that has been set; unset otherwise.
    pub fn rare(&self, which: RareAttr) -> Value {
        match &mut *self.rare.borrow_mut() {
            Some(rare) => rare.field(which).clone(),
            None => Value::UNSET,
        }
    }

    /// Sets a rare attribute.
    pub fn set_rare(&self, which: RareAttr, value: Value) {
        let old = std::mem::replace(self.rare.borrow_mut().get_or_insert_default().field(which), value);
        drop(old);
    }

    /// `__name__`.
    pub fn name(&self) -> Value {
        match self.rare(RareAttr::Name) {
            name if name.is_unset() => Value::from(&self.code.borrow().proto.name),
            name => name,
        }
    }

    /// `__qualname__`.
    pub fn qualname(&self) -> Value {
        match self.rare(RareAttr::Qualname) {
            name if name.is_unset() => Value::from(&self.code.borrow().proto.qualname),
            name => name,
        }
    }

    /// The attributes set by programs, made when first asked for.
    pub fn attribute_dict(&self) -> Gc<Dict> {
        if let Some(dict) = self.rare(RareAttr::Dict).to_gc::<Dict>() {
            return dict;
        }
        let dict = Dict::new();
        self.set_rare(RareAttr::Dict, dict.to_value());
        dict
    }
}
