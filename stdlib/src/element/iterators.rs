//! What goes through all of a tree: elements, and texts.

use super::{Element, element};
use rondo_vm::heap::{Interior, Slot, Visitor};
use rondo_vm::object::foreign::{Foreign, ForeignData, ITER, NEXT};
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// An iterator over an element and what is in it, in the order of the text.
struct Walk {
    /// The element that it begins with; unset when that has been seen.
    root: Slot,
    /// The elements on the way, and which of their children is next.
    path: Interior<Vec<(Value, usize)>>,
    /// Only elements of this tag, unless it is None.
    tag: Value,
    /// Texts are wanted, not elements.
    texts: bool,
}

impl ForeignData for Walk {
    fn trace(&self, visit: &mut Visitor) {
        self.root.trace(visit);
        self.path.borrow().iter().for_each(|(element, _)| visit(element));
        visit(&self.tag);
    }

    fn clear(&self) {
        drop(self.root.take());
        drop(self.path.replace(Vec::new()));
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        loop {
            let root = self.root.take();
            let (found, is_end) = if root.is_unset() { self.step() } else { (Some(self.enter(root)), false) };
            let Some(found) = found else { return Ok(None) };
            if self.texts {
                if !is_end && !has_text(&found) {
                    continue;
                }
                let text = if is_end { element(&found).tail.get() } else { element(&found).text.get() };
                if vm.truth(&text)? {
                    return Ok(Some(text));
                }
            } else if !is_end && (self.tag.is_none() || vm.eq(&element(&found).tag.get(), &self.tag)?) {
                return Ok(Some(found));
            }
        }
    }
}

/// Has an element text of the document in it? What is in comments and processing instructions, whose tags are the
/// functions that make them, is none.
fn has_text(found: &Value) -> bool {
    let tag = element(found).tag.get();
    tag.is_none() || tag.as_str().is_some()
}

impl Walk {
    fn enter(&self, element: Value) -> Value {
        self.path.borrow_mut().push((element.clone(), 0));
        element
    }

    /// The next element that begins, or ends; the end of the first is none.
    fn step(&self) -> (Option<Value>, bool) {
        let mut path = self.path.borrow_mut();
        let Some((parent, next)) = path.last_mut() else { return (None, false) };
        match parent.foreign::<Element>().and_then(|parent| parent.child(*next)) {
            Some(child) => {
                *next += 1;
                path.push((child.clone(), 0));
                (Some(child), false)
            }
            None => {
                let over = path.pop().filter(|_| !path.is_empty());
                drop(path);
                (over.map(|(element, _)| element), true)
            }
        }
    }
}

static WALK: TypeSpec = TypeSpec {
    name: "_elementtree._element_iterator",
    doc: "Goes through an element and all that is in it.",
    constructor: None,
    methods: &[ITER, NEXT],
    flags: 0,
};

fn walk(vm: &mut Vm, root: &Value, tag: Value, texts: bool) -> Value {
    let walk = Walk { root: Slot::new(root.clone()), path: Interior::default(), tag, texts };
    Foreign::new(vm.types.native_class(&WALK), walk).into_value()
}

/// The element and all below it; only those with the tag, if it is not None.
pub fn elements(vm: &mut Vm, root: &Value, tag: Value) -> Value {
    walk(vm, root, tag, false)
}

/// All text in the element.
pub fn texts(vm: &mut Vm, root: &Value) -> Value {
    walk(vm, root, Value::NONE, true)
}
