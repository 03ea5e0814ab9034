//! The end of a program: exit functions, finalizers of what modules still hold, flushing.

use crate::event_loop::DEADLOCK;
use crate::heap::{FINALIZE, Gc, WEAKLY_REFERENCED};
use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::weakref::{self, WeakRef};
use crate::report;
use crate::value::Value;
use crate::vm::Vm;

/// The exit status when standard output could not be written out.
const FLUSH_FAILED: i32 = 120;

impl Vm {
    /// Ends the program: runs what `atexit` has, takes the modules' variables down so that generators are closed and
    /// `__del__` runs, and writes out the standard streams. Returns the exit status if something in this decides it.
    pub fn end_program(&mut self) -> Option<i32> {
        self.end(true)
    }

    /// As [`Vm::end_program`] where the process ends with the program: garbage whose end nobody would notice is left to
    /// the system.
    pub fn end_process(&mut self) -> Option<i32> {
        self.end(false)
    }

    fn end(&mut self, frees_all: bool) -> Option<i32> {
        let mut deadlock = false;
        if let Some(threading) = self.modules.get_name("threading")
            && let Err(raised) = self.call_method(&threading, "_shutdown", &[])
        {
            drop(raised);
            let error = self.take_raised();
            deadlock = report::is_deadlock(self, &error);
            if deadlock {
                report::deadlock_at_end(self, &error);
            } else {
                report::write_unraisable(self, &error, "Exception ignored on threading shutdown");
            }
        }
        if let Some(atexit) = self.modules.get_name("atexit")
            && let Err(raised) = self.call_method(&atexit, "_run_exitfuncs", &[])
        {
            drop(raised);
            let error = self.take_raised();
            report::write_unraisable(self, &error, "Exception ignored in atexit callback");
        }
        let early = self.flush("stdout");
        self.importer.finalizing = true;
        self.clear_modules(frees_all);
        // What could not be written once is not tried again.
        let late = early.and_then(|()| self.flush("stdout"));
        let errors = self.flush("stderr");
        let flushed = late.and(errors).is_err().then_some(FLUSH_FAILED);
        flushed.or(deadlock.then_some(DEADLOCK))
    }

    /// Takes down the variables of the program's own modules, the main one first, as CPython does: names that begin
    /// with an underscore, then the others. Unless it is to free everything, that is left undone where nothing in the
    /// program could notice.
    fn clear_modules(&mut self, frees_all: bool) {
        let flags = crate::collect::all_flags();
        if !frees_all && flags & (FINALIZE | WEAKLY_REFERENCED) == 0 {
            return;
        }
        // References that go with what they refer to do not call back.
        let modules = self.own_modules();
        let modules = self.collect_modules(modules);
        for module in modules {
            for underscored in [true, false] {
                self.clear_names(&module.dict, underscored);
            }
        }
        crate::collect::collect_last(self);
        self.run_pending();
    }

    /// The program's own modules, the main one first.
    fn own_modules(&self) -> Vec<Gc<Module>> {
        let main = self.modules.get_name("__main__");
        let others = self.modules.entries().into_iter().map(|entry| entry.value);
        let modules = main.into_iter().chain(others).filter_map(|module| module.to_gc::<Module>());
        modules.filter(|module| self.is_own(&module.dict)).collect()
    }

    /// Lets go of the modules and collects, so that finalizers see them as they were; returns those that somebody has.
    fn collect_modules(&mut self, modules: Vec<Gc<Module>>) -> Vec<Gc<Module>> {
        let values = modules.iter().flat_map(|module| module.dict.entries());
        let order: Vec<u64> = values.map(|entry| entry.value).filter(Value::is_object).map(|v| v.bits()).collect();
        let weak: Vec<Value> = modules.iter().map(|m| weakref::unshared(&m.to_value(), Value::NONE)).collect();
        drop(modules);
        for entry in self.modules.entries() {
            if entry.value.to_gc::<Module>().is_some_and(|module| self.is_own(&module.dict)) {
                drop(self.modules.remove_str(&entry.key));
            }
        }
        self.run_pending();
        crate::collect::collect_modules(self, &order);
        self.run_pending();
        let living = weak.iter().filter_map(|reference| reference.exact::<WeakRef>()).map(WeakRef::target);
        living.filter_map(|module| module.to_gc::<Module>()).collect()
    }

    /// Is it a module of the program, not of the library?
    fn is_own(&self, dict: &Gc<Dict>) -> bool {
        let name = dict.get_str(&self.names.name);
        let file = dict.get_str(&self.names.file);
        let file = file.as_ref().and_then(Value::as_str);
        name.as_ref().and_then(Value::as_str) == Some("__main__")
            || file.is_some_and(|file| !file.starts_with(crate::import::LIBRARY))
    }

    fn clear_names(&mut self, dict: &Gc<Dict>, underscored: bool) {
        for entry in dict.entries() {
            let name = entry.key.as_str().unwrap_or_default();
            let is_underscored = name.starts_with('_') && !name.starts_with("__");
            if name == "__builtins__" || is_underscored != underscored {
                continue;
            }
            dict.set_str(entry.key.clone(), Value::NONE);
            drop(entry);
            self.run_pending();
        }
    }

    /// Writes out what `sys.stdout` holds back, so that it comes before an error that ends the program; a failure is
    /// reported when the program has ended.
    pub fn flush_before_report(&mut self) {
        let Some(stream) = self.sys_attribute("stdout").filter(|stream| !stream.is_none()) else { return };
        if let Err(raised) = self.call_method(&stream, "flush", &[]) {
            drop((raised, self.take_raised()));
        }
    }

    /// Flushes a standard stream; reports a failure.
    fn flush(&mut self, name: &str) -> Result<(), ()> {
        let Some(stream) = self.sys_attribute(name).filter(|stream| !stream.is_none()) else { return Ok(()) };
        let closed = self.get_attr_opt(&stream, &crate::object::str::Str::intern("closed").into_value());
        match closed {
            Ok(Some(closed)) if closed.is_true() => return Ok(()),
            Ok(_) => (),
            Err(raised) => drop((raised, self.take_raised())),
        }
        match self.call_method(&stream, "flush", &[]) {
            Ok(_) => Ok(()),
            Err(raised) => {
                drop(raised);
                let error = self.take_raised();
                // Of standard error there is nobody left to tell.
                if name != "stderr" {
                    report::write_unraisable(self, &error, &format!("Exception ignored while flushing sys.{name}"));
                }
                Err(())
            }
        }
    }
}
