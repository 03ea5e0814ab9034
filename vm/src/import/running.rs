//! Modules whose bodies run: another thread that imports one waits until it is whole.

use crate::heap::Gc;
use crate::interp::threads::{ThreadId, Woken};
use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::value::Value;
use crate::vm::{Res, Vm};

/// The modules whose bodies run, and the threads that wait for one.
#[derive(Default)]
pub(crate) struct Running {
    /// Namespaces with the threads that run them, outermost first.
    bodies: Vec<(Gc<Dict>, ThreadId)>,
    /// Threads with the namespaces that they wait for.
    waits: Vec<(ThreadId, Gc<Dict>)>,
}

impl Running {
    /// The thread that runs the body with this namespace.
    fn runner(&self, dict: &Gc<Dict>) -> Option<ThreadId> {
        self.bodies.iter().find(|(body, _)| body.is(dict)).map(|(_, thread)| *thread)
    }

    /// Does the body with this namespace wait, perhaps for others that do, for one that `thread` runs?
    fn waits_for(&self, dict: &Gc<Dict>, thread: ThreadId) -> bool {
        let mut dict = dict;
        while let Some(runner) = self.runner(dict) {
            if runner == thread {
                return true;
            }
            match self.waits.iter().find(|(waiting, _)| *waiting == runner) {
                Some((_, awaited)) => dict = awaited,
                None => return false,
            }
        }
        false
    }
}

impl Vm {
    /// Does the body with this namespace still run?
    pub(crate) fn runs_body(&self, dict: &Gc<Dict>) -> bool {
        self.importer.running.runner(dict).is_some()
    }

    /// Is that body run by another thread?
    #[inline]
    pub(crate) fn is_body_elsewhere(&self, module: &Value) -> bool {
        self.threads.many()
            && module
                .exact::<Module>()
                .and_then(|module| self.importer.running.runner(&module.dict))
                .is_some_and(|thread| thread != self.current_thread())
    }

    /// Runs `body`, that of the module with the namespace `dict`.
    pub(crate) fn with_body(&mut self, dict: &Gc<Dict>, body: impl FnOnce(&mut Vm) -> Res) -> Res {
        let thread = self.current_thread();
        self.importer.running.bodies.push((dict.clone(), thread));
        let result = body(self);
        self.importer.running.bodies.retain(|(running, _)| !running.is(dict));
        if self.threads.many() {
            let waits = &self.importer.running.waits;
            let told: Vec<_> =
                waits.iter().filter(|(_, awaited)| awaited.is(dict)).map(|(thread, _)| *thread).collect();
            told.into_iter().for_each(|thread| self.unpark(thread));
        }
        result
    }

    /// Waits until a module is whole whose body another thread runs; says whether it has waited. The module is then whole
    /// or is not imported. Threads that import in a circle are given modules that are not whole, as one that does is.
    ///
    /// # Errors
    /// What handlers of signals raise; RuntimeError if nothing can end the wait.
    pub(crate) fn wait_for_body(&mut self, module: &Value) -> Res<bool> {
        let me = self.current_thread();
        let mut waited = false;
        while self.is_body_elsewhere(module) {
            let Some(dict) = module.exact::<Module>().map(|module| module.dict.clone()) else { break };
            if self.importer.running.waits_for(&dict, me) {
                break;
            }
            waited = true;
            self.importer.running.waits.push((me, dict));
            let woken = self.park(&mut [], None);
            self.importer.running.waits.retain(|(thread, _)| *thread != me);
            match woken {
                Woken::Deadlock => return Err(self.deadlock("an import")),
                _ => self.check_signals()?,
            }
        }
        Ok(waited)
    }
}
