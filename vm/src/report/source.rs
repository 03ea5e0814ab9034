//! Lines of source files, for tracebacks and warnings.

use crate::function;
use crate::heap::Gc;
use crate::import::ModuleTable;
use crate::object::module::Module;
use crate::object::native::NativeDef;
use crate::value::Value;
use crate::vm::{Res, Vm};
use rondo_grammar::LineIndex;
use std::collections::HashMap;
use std::rc::Rc;

/// Texts of files, each read when a line of it is first asked for.
pub struct SourceLines {
    files: HashMap<String, Option<(Rc<str>, LineIndex)>>,
    library: ModuleTable,
    command: Option<Rc<str>>,
    inputs: Rc<HashMap<Rc<str>, Rc<str>>>,
}

impl SourceLines {
    /// No file read yet.
    pub fn new(vm: &Vm) -> SourceLines {
        SourceLines {
            files: HashMap::new(),
            library: vm.importer.library,
            command: vm.importer.command.clone(),
            inputs: vm.importer.inputs.clone(),
        }
    }

    /// Line `number`, from 1, of a file, without its end. `None` if there is no such file or line.
    pub fn line(&mut self, filename: &str, number: u32) -> Option<String> {
        if !self.files.contains_key(filename) {
            let text = self.read(filename).map(|text| (text.clone(), LineIndex::new(&text)));
            self.files.insert(filename.to_string(), text);
        }
        let (text, index) = self.files.get(filename)?.as_ref()?;
        if number == 0 || number > index.line_count() {
            return None;
        }
        Some(index.line_text(text, number).to_string())
    }

    fn read(&self, filename: &str) -> Option<Rc<str>> {
        if filename == "<string>" {
            return self.command.clone();
        }
        if let Some(text) = self.inputs.get(filename) {
            return Some(text.clone());
        }
        if let Some(module) = self.library.source_of_file(filename) {
            return Some(module.text.into());
        }
        if filename.starts_with('<') {
            return None;
        }
        let bytes = std::fs::read(filename).ok()?;
        rondo_grammar::decode(&bytes).ok().map(Rc::from)
    }
}

const FUNCTIONS: &[NativeDef] = &[
    function!("text(filename, /)", |vm, args| {
        let importer = &vm.importer;
        let typed = args[0].as_str().and_then(|name| match name {
            "<string>" => importer.command.as_ref(),
            _ => importer.inputs.get(name),
        });
        if let Some(text) = typed {
            return Ok(Value::from(&**text));
        }
        let module = args[0].as_str().and_then(|name| vm.importer.library.source_of_file(name));
        Ok(module.map_or(Value::NONE, |module| Value::from(module.text)))
    }),
    function!("module_names()", |vm, _| {
        let names = vm.library_names().map(Value::from).collect();
        Ok(crate::object::list::List::value(names))
    }),
];

/// The module `_linecache`: what was typed at the prompt or given on the command line, and what comes with Rondo, for
/// `linecache`; the names of its modules, for `pydoc`.
///
/// # Errors
/// None; the importer asks for a result.
pub fn module(_: &mut Vm) -> Res<Gc<Module>> {
    let module = Module::new("_linecache");
    crate::sys::add_functions(&module.dict, "_linecache", FUNCTIONS);
    Ok(module)
}
