//! Warnings: where they are from, whether they are shown, and their text.
//!
//! Once a program has imported `warnings`, its filters decide; before that, and for programs that never do, the
//! default filters of CPython are applied here.

use super::source::SourceLines;
use crate::code::Flags;
use crate::frame::Frame;
use crate::heap::Gc;
use crate::interp::call::current_frame;
use crate::interp::resume::caller_of;
use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::frame_object;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Res, Vm};
use rondo_grammar::LineIndex;
use std::collections::HashSet;

/// Warnings that have been shown: text, category, file and line. Each is shown once.
pub type Shown = HashSet<(String, String, String, u32)>;

/// Where a warning is from.
#[derive(Clone, Default)]
pub struct Location {
    /// The file, as tracebacks show it.
    pub filename: String,
    /// The line; 0 if there is none.
    pub line: u32,
    /// `__name__` of the module.
    pub module: String,
    /// Its variables, where it is noted what has been warned of.
    pub globals: Option<Gc<Dict>>,
}

/// Warns of something at the place where the program is. Nothing that fails here escapes.
pub fn warn(vm: &mut Vm, category: Exc, message: &str) {
    let location = current_location(vm);
    warn_at(vm, category, message, &location);
}

impl Vm {
    /// Warns of something at the place where the program is.
    ///
    /// # Errors
    /// The warning as an exception, if a filter makes it one.
    pub fn warn(&mut self, category: Exc, message: &str) -> Res<()> {
        self.warn_about(category, message, &Value::NONE)
    }

    /// As [`Vm::warn`], of what is wrong with an object.
    ///
    /// # Errors
    /// As [`Vm::warn`].
    pub fn warn_about(&mut self, category: Exc, message: &str, source: &Value) -> Res<()> {
        let location = current_location(self);
        show_or_raise(self, category, message, &location, source).map(drop)
    }

    /// Warns of a special method whose result is of a strict subclass of what it should be.
    ///
    /// # Errors
    /// As [`Vm::warn`].
    #[cold]
    pub fn warn_of_subclass(&mut self, returned: &str, result: &Value, class: &str) -> Res<()> {
        let got = self.type_name(result);
        let message = format!(
            "{returned} returned non-{class} (type {got}).  The ability to return an instance of a strict subclass of \
             {class} is deprecated, and may be removed in a future version of Python."
        );
        self.warn(Exc::DeprecationWarning, &message)
    }
}

/// `RuntimeWarning: coroutine 'f' was never awaited`, with the hint that CPython adds. What a filter makes of it cannot be
/// raised where `object` dies: it is reported, as `what`.
pub fn warn_never_awaited(vm: &mut Vm, message: &str, object: &Value, what: &str) {
    let location = current_location(vm);
    show_or_raise(vm, Exc::RuntimeWarning, message, &location, object).unwrap_or_else(|raised| {
        drop(raised);
        let error = vm.take_raised();
        super::unraisable(vm, error, object, what);
    });
}

/// Where a coroutine was made, as the warning that it was never awaited tells: `cr_origin` from the outside in.
pub fn origin_text(vm: &mut Vm, origin: &Value) -> String {
    let Some(places) = origin.exact::<Tuple>() else { return String::new() };
    let mut out = "\nCoroutine created at (most recent call last)".to_string();
    let mut lines = SourceLines::new(vm);
    for place in places.items().iter().rev() {
        let [file, line, name] = place.exact::<Tuple>().map_or(&[][..], Tuple::items) else { continue };
        let (file, name) = (file.as_str().unwrap_or_default(), name.as_str().unwrap_or_default());
        let line = line.as_small_int().unwrap_or(0) as u32;
        out.push_str(&format!("\n  File \"{file}\", line {line}, in {name}"));
        if let Some(text) = lines.line(file, line) {
            out.push_str(&format!("\n    {}", text.trim()));
        }
    }
    out
}

/// Warns of something at a place. An exception that a filter makes of the warning is reported, not raised.
pub fn warn_at(vm: &mut Vm, category: Exc, message: &str, location: &Location) {
    show(vm, category, message, location);
}

/// The place of the innermost frame that tracebacks show.
pub fn current_location(vm: &Vm) -> Location {
    let mut frame = current_frame(vm);
    while let Some(f) = frame {
        if !f.code().has(Flags::HIDDEN) {
            return location_of(vm, &f);
        }
        frame = caller_of(&f);
    }
    Location { filename: "<sys>".into(), line: 0, module: "sys".into(), globals: None }
}

fn location_of(vm: &Vm, frame: &Gc<Frame>) -> Location {
    let globals = frame.globals();
    let name = globals.get_str(&vm.names.name);
    Location {
        filename: frame.code().proto.filename.to_string(),
        line: frame_object::line(frame),
        module: name.as_ref().and_then(Value::as_str).unwrap_or("<string>").to_string(),
        globals: Some(globals.clone()),
    }
}

/// Shows a warning unless it is filtered out.
fn show(vm: &mut Vm, category: Exc, message: &str, location: &Location) {
    if let Err(raised) = show_or_raise(vm, category, message, location, &Value::NONE) {
        drop(raised);
        let error = vm.take_raised();
        super::unraisable::write(vm, &error, "Exception ignored while issuing a warning");
    }
}

/// As [`show`]; what a filter makes of the warning is raised. `source` is the object that it is about, or `None`.
fn show_or_raise(vm: &mut Vm, category: Exc, message: &str, location: &Location, source: &Value) -> Res<()> {
    let class = vm.types.exception(category).clone();
    if filtered_by_module(vm, &class, message, location, source)?.is_some() || !by_default(category, location) {
        return Ok(());
    }
    let name = class.name_text();
    let key = (message.to_string(), name.clone(), location.filename.clone(), location.line);
    // Compiling a text notes in no module's registry what it warned of: it does so each time.
    if !matches!(category, Exc::SyntaxWarning) && !vm.importer.warnings_shown.insert(key) {
        return Ok(());
    }
    // The text of `-c` is for tracebacks only: other texts are called `<string>` as well.
    let is_file = location.filename != "<string>";
    let line = is_file.then(|| SourceLines::new(vm).line(&location.filename, location.line)).flatten();
    let mut text = format(&name, message, location, line.as_deref());
    if !source.is_none() && location.line > 0 {
        text.push_str(&format!("{name}: Enable tracemalloc to get the object allocation traceback\n"));
    }
    super::write(vm, &text);
    Ok(())
}

/// Lets the module `warnings` decide, if it has been imported.
fn filtered_by_module(
    vm: &mut Vm,
    class: &Gc<Class>,
    message: &str,
    location: &Location,
    source: &Value,
) -> Res<Option<()>> {
    let Some(module) = vm.modules.get_name("warnings") else { return Ok(None) };
    let registry = location.globals.as_ref().map_or(Value::NONE, |globals| {
        globals.get_name("__warningregistry__").unwrap_or_else(|| {
            let made = Dict::new().into_value();
            globals.set_name("__warningregistry__", made.clone());
            made
        })
    });
    let args = [
        Value::from(message),
        class.to_value(),
        Value::from(location.filename.as_str()),
        Value::from(location.line as i64),
        Value::from(location.module.as_str()),
        registry,
        Value::NONE,
        source.clone(),
    ];
    vm.call_method(&module, "warn_explicit", &args)?;
    Ok(Some(()))
}

/// CPython's default filters.
fn by_default(category: Exc, location: &Location) -> bool {
    match category {
        Exc::DeprecationWarning => location.module == "__main__",
        Exc::PendingDeprecationWarning | Exc::ImportWarning | Exc::ResourceWarning => false,
        _ => true,
    }
}

/// `warnings.formatwarning`.
pub fn format(category: &str, message: &str, location: &Location, line: Option<&str>) -> String {
    let mut out = format!("{}:{}: {category}: {message}\n", location.filename, location.line);
    if let Some(line) = line {
        out.push_str(&format!("  {}\n", line.trim()));
    }
    out
}

impl Vm {
    /// Shows what reading or else compiling a program text warns of.
    ///
    /// # Errors
    /// SyntaxError for a warning that a filter makes an exception.
    pub fn syntax_warnings(
        &mut self,
        warnings: &[rondo_grammar::Warning],
        reading: bool,
        text: &str,
        filename: &str,
    ) -> Res<()> {
        let index = LineIndex::new(text);
        for warning in warnings {
            if let Some(mut error) = self.syntax_warning(warning, index.line(warning.span.start), filename)? {
                error.read = reading.then_some(warning.span.end);
                return Err(self.syntax_error(&error, text, filename));
            }
        }
        Ok(())
    }

    /// Shows what compiling a tree that was made from no text warns of.
    ///
    /// # Errors
    /// As [`Vm::syntax_warnings`].
    pub fn tree_warnings(
        &mut self,
        warnings: &[rondo_grammar::Warning],
        places: &rondo_compiler::Places,
        filename: &str,
    ) -> Res<()> {
        for warning in warnings {
            let line = places.position(warning.span).line;
            if let Some(error) = self.syntax_warning(warning, line, filename)? {
                return Err(self.tree_error(&error, places, filename));
            }
        }
        Ok(())
    }

    /// Shows a warning; the error to raise if a filter makes it an exception.
    fn syntax_warning(
        &mut self,
        warning: &rondo_grammar::Warning,
        line: u32,
        filename: &str,
    ) -> Res<Option<rondo_grammar::SyntaxError>> {
        let location = Location { filename: filename.into(), line, module: "__main__".into(), globals: None };
        let Err(raised) = show_or_raise(self, Exc::SyntaxWarning, &warning.message, &location, &Value::NONE) else {
            return Ok(None);
        };
        if !self.raised_is(Exc::SyntaxWarning) {
            return Err(raised);
        }
        drop((raised, self.take_raised()));
        Ok(Some(rondo_grammar::SyntaxError::new(warning.message.clone(), warning.span)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_line_follows() {
        let location = Location { filename: "a.py".into(), line: 3, module: "a".into(), globals: None };
        let text = format("RuntimeWarning", "m", &location, Some("    f()"));
        assert_eq!(text, "a.py:3: RuntimeWarning: m\n  f()\n");
        assert_eq!(format("UserWarning", "m", &location, None), "a.py:3: UserWarning: m\n");
    }
}
