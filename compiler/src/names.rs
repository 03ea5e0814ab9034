//! Loading, storing and deleting names.

use super::emit::Operand;
use super::scope::{Place, ScopeKind, mangle};
use super::{Compiler, Res};
use crate::op::Op;
use rondo_grammar::ast::{Ident, Span};

/// How a name is reached from the code being compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Variable {
    /// A register of the function.
    Register(u16),
    /// An iteration variable of an inlined comprehension: its index in `inlined` and there in `vars`.
    Iteration(usize, usize),
    /// A register that holds a cell.
    Cell(u16),
    /// A cell of the closure.
    Free(u16),
    /// A cell of the closure, in a class body that looks into its namespace first.
    ClassFree(u16),
    /// A global.
    Global,
    /// A name in the namespace in register 0.
    Namespace,
    /// A global, looked up in the namespace of the class around first.
    ClassGlobal,
    /// A cell of the closure, looked up in the namespace of the class around first.
    ClassThenFree(u16),
}

impl Compiler<'_> {
    pub(super) fn mangled(&self, name: &Ident) -> Ident {
        mangle(self.table.scopes[self.innermost()].private.as_ref(), name)
    }

    /// The innermost scope: that of the unit or of the comprehension being inlined into it.
    pub(super) fn innermost(&self) -> usize {
        self.u.inlined.last().map_or(self.u.scope, |inlined| inlined.scope)
    }

    /// How a (mangled) name is reached.
    pub(super) fn variable(&mut self, name: &Ident) -> Variable {
        let scope = self.innermost();
        let table = self.table;
        let own = scope == self.u.scope;
        match self.u.place_of(scope, name, || table.place(scope, name)) {
            Place::Local(owner) | Place::Cell(owner) if table.scopes[owner].is_inlined => {
                let at = self.u.inlined.iter().position(|inlined| inlined.scope == owner).expect("it is being inlined");
                let vars = &self.u.inlined[at].vars;
                let var = vars.iter().position(|var| var.name == *name).expect("it has the variable");
                if vars[var].is_cell { Variable::Cell(vars[var].reg) } else { Variable::Iteration(at, var) }
            }
            Place::Cell(_) => Variable::Cell(self.u.locals[name]),
            Place::Local(owner) => match table.scopes[owner].kind {
                ScopeKind::Module if !self.options.namespace => Variable::Global,
                ScopeKind::Module | ScopeKind::Class => Variable::Namespace,
                _ => Variable::Register(self.u.locals[name]),
            },
            Place::Free => {
                let code = &table.scopes[self.u.scope];
                let i = code.free.binary_search(name).expect("a free name is in the closure") as u16;
                match code.kind {
                    ScopeKind::Class if own => Variable::ClassFree(i),
                    _ if own && code.class.is_some() && &**name != "__classdict__" => Variable::ClassThenFree(i),
                    _ => Variable::Free(i),
                }
            }
            Place::GlobalExplicit => Variable::Global,
            Place::GlobalImplicit => {
                let code = &table.scopes[self.u.scope];
                match code.kind {
                    ScopeKind::Class if own => Variable::Namespace,
                    ScopeKind::Module if self.options.namespace => Variable::Namespace,
                    _ if own && code.class.is_some() => Variable::ClassGlobal,
                    _ => Variable::Global,
                }
            }
        }
    }

    /// The register of a name that lives in one, checked to be bound.
    pub(super) fn local_register(&mut self, name: &Ident, span: Span) -> Option<u16> {
        let name = self.mangled(name);
        match self.variable(&name) {
            Variable::Register(reg) => {
                if !self.u.is_bound(reg) {
                    let n = self.u.name(&name);
                    self.op(Op::CheckBound, 0, reg, n, 0, span);
                    self.u.set_bound(reg);
                }
                Some(reg)
            }
            Variable::Iteration(at, i) => {
                let var = &mut self.u.inlined[at].vars[i];
                let reg = var.reg;
                if !var.bound {
                    let n = self.u.name(&name);
                    self.op(Op::CheckBound, 0, reg, n, 0, span);
                }
                Some(reg)
            }
            _ => None,
        }
    }

    /// The register that a plain assignment to `name` may compute into.
    pub(super) fn store_register(&mut self, name: &Ident) -> Option<u16> {
        let name = self.mangled(name);
        match self.variable(&name) {
            Variable::Register(reg) => Some(reg),
            Variable::Iteration(at, i) => Some(self.u.inlined[at].vars[i].reg),
            _ => None,
        }
    }

    /// Notes that the register that [`Self::store_register`] gave for `name` has been written.
    pub(super) fn stored(&mut self, name: &Ident) {
        let name = self.mangled(name);
        match self.variable(&name) {
            Variable::Register(reg) => self.u.set_bound(reg),
            Variable::Iteration(at, i) => self.u.inlined[at].vars[i].bound = true,
            _ => {}
        }
    }

    pub(super) fn load_name(&mut self, name: &Ident, dst: u16, span: Span) {
        if let Some(reg) = self.local_register(name, span) {
            return self.move_to(dst, Operand::kept(reg), span);
        }
        let name = self.mangled(name);
        match self.variable(&name) {
            Variable::Register(_) | Variable::Iteration(..) => unreachable!("handled above"),
            Variable::Cell(reg) => {
                let n = self.u.name(&name);
                self.op(Op::LoadDeref, 0, dst, reg, n, span);
            }
            Variable::Free(i) => self.op(Op::LoadFree, 0, dst, i, 0, span),
            Variable::ClassFree(i) => self.op(Op::LoadClassDeref, 1, dst, 0, i, span),
            Variable::Global => {
                let g = self.u.global_site(&name);
                self.op(Op::LoadGlobal, 0, dst, g, 0, span);
            }
            Variable::Namespace => {
                let n = self.u.name(&name);
                self.op(Op::LoadName, 0, dst, n, 0, span);
            }
            Variable::ClassGlobal => {
                let namespace = self.class_namespace(dst, span);
                let n = self.u.name(&name);
                self.op(Op::LoadFromDict, namespace.kill_b_unless(dst), dst, namespace.reg, n, span);
            }
            Variable::ClassThenFree(i) => {
                let mark = self.u.top;
                let namespace = self.class_namespace(dst, span);
                self.op(Op::LoadClassDeref, 1, dst, namespace.reg, i, span);
                if namespace.reg != dst {
                    self.discard(namespace, span);
                }
                self.u.top = mark;
            }
        }
    }

    /// The namespace of the class around an annotation scope.
    fn class_namespace(&mut self, dst: u16, span: Span) -> Operand {
        let free = &self.table.scopes[self.u.scope].free;
        let i = free.binary_search_by(|name| (**name).cmp("__classdict__")).expect("its cell is in the closure");
        let t = self.u.scratch(dst);
        self.op(Op::LoadFree, 0, t, i as u16, 0, span);
        Operand::temp(t)
    }

    pub(super) fn store_name(&mut self, name: &Ident, value: Operand, span: Span) -> Res {
        let mangled = self.mangled(name);
        match self.variable(&mangled) {
            Variable::Register(reg) => {
                self.move_to(reg, value, span);
                self.u.set_bound(reg);
            }
            Variable::Iteration(at, i) => {
                let reg = self.u.inlined[at].vars[i].reg;
                self.move_to(reg, value, span);
                self.u.inlined[at].vars[i].bound = true;
            }
            Variable::Cell(reg) => self.op(Op::StoreDeref, value.kill_b(), reg, value.reg, 0, span),
            Variable::Free(i) | Variable::ClassFree(i) | Variable::ClassThenFree(i) => {
                self.op(Op::StoreFree, value.kill_a(), value.reg, i, 0, span);
            }
            Variable::Global | Variable::ClassGlobal => {
                let g = self.u.global_site(&mangled);
                self.op(Op::StoreGlobal, value.kill_a(), value.reg, g, 0, span);
            }
            Variable::Namespace => {
                let n = self.u.name(&mangled);
                self.op(Op::StoreName, value.kill_a(), value.reg, n, 0, span);
            }
        }
        Ok(())
    }

    pub(super) fn delete_name(&mut self, name: &Ident, span: Span) {
        let name = self.mangled(name);
        let variable = self.variable(&name);
        match variable {
            Variable::Register(reg) => {
                let n = self.u.name(&name);
                self.op(Op::DeleteLocal, 0, reg, n, 0, span);
                self.u.set_unbound(reg);
            }
            Variable::Iteration(at, i) => {
                let reg = self.u.inlined[at].vars[i].reg;
                let n = self.u.name(&name);
                self.op(Op::DeleteLocal, 0, reg, n, 0, span);
            }
            Variable::Cell(reg) => {
                let n = self.u.name(&name);
                self.op(Op::DeleteDeref, 0, reg, 0, n, span);
            }
            Variable::Free(i) | Variable::ClassFree(i) | Variable::ClassThenFree(i) => {
                self.op(Op::DeleteFree, 0, 0, i, 0, span);
            }
            Variable::Global | Variable::ClassGlobal => {
                let g = self.u.global_site(&name);
                self.op(Op::DeleteGlobal, 0, 0, g, 0, span);
            }
            Variable::Namespace => {
                let n = self.u.name(&name);
                self.op(Op::DeleteName, 0, 0, n, 0, span);
            }
        }
    }

    /// Unbinds a name whether it is bound or not, as the end of `except ... as name` does.
    pub(super) fn forget_name(&mut self, name: &Ident, span: Span) -> Res {
        let was = std::mem::replace(&mut self.u.quiet, true);
        let done = self.forget_name_quietly(name, span);
        self.u.quiet = was;
        done
    }

    fn forget_name_quietly(&mut self, name: &Ident, span: Span) -> Res {
        let mangled = self.mangled(name);
        if let Variable::Register(reg) = self.variable(&mangled) {
            self.kill(reg, span);
            self.u.set_unbound(reg);
            return Ok(());
        }
        let t = self.u.alloc();
        self.op(Op::LoadNone, 0, t, 0, 0, span);
        self.store_name(name, Operand::temp(t), span)?;
        self.u.top = t;
        self.delete_name(name, span);
        Ok(())
    }

    /// Puts the cell of a closure's name into `dst`.
    pub(super) fn load_cell(&mut self, name: &Ident, dst: u16, span: Span) {
        match self.variable(name) {
            Variable::Cell(reg) => self.op(Op::Move, 0, dst, reg, 0, span),
            _ => {
                let free = &self.table.scopes[self.u.scope].free;
                match free.binary_search(name) {
                    Ok(i) => self.op(Op::LoadClosure, 0, dst, i as u16, 0, span),
                    Err(_) => {
                        let reg = self.u.locals[name];
                        self.op(Op::Move, 0, dst, reg, 0, span);
                    }
                }
            }
        }
    }
}
