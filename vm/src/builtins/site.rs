//! What CPython's module `site` adds to the built-in names for sessions: `exit`, `quit`, `help`, `copyright` and so on.

use crate::heap::Gc;
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::native::NativeDef;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::Vm;
use crate::{getter, method};

/// `exit` and `quit`: the name.
struct Quitter(&'static str);

/// `copyright`, `credits` and `license`: the text.
struct Printer(&'static str);

/// `help`.
struct Helper;

impl ForeignData for Quitter {}
impl ForeignData for Printer {}
impl ForeignData for Helper {}

const COPYRIGHT: &str = "Copyright (c) the Rondo contributors.";
const CREDITS: &str = "Rondo runs the Python language, which is the work of Guido van Rossum and the Python community: \
                       see www.python.org.";
const LICENSE: &str = "Rondo is licensed under MIT or Apache-2.0, at your choice: see LICENSE-MIT and LICENSE-APACHE.";

static QUITTER: TypeSpec =
    TypeSpec { name: "_sitebuiltins.Quitter", doc: "", constructor: None, methods: QUITTER_METHODS, flags: 0 };

static PRINTER: TypeSpec = TypeSpec {
    name: "_sitebuiltins._Printer",
    doc: "A text to be shown at the prompt.",
    constructor: None,
    methods: PRINTER_METHODS,
    flags: 0,
};

static HELPER: TypeSpec = TypeSpec {
    name: "_sitebuiltins._Helper",
    doc: "help(thing) shows what is known about a thing; help() what can be asked.",
    constructor: None,
    methods: HELPER_METHODS,
    flags: 0,
};

const QUITTER_METHODS: &[NativeDef] = &[
    method!("__call__(self, /, code=None)", |vm, args| {
        // A session that catches SystemExit must not read on.
        if let Some(stdin) = vm.sys()?.get_name("stdin")
            && vm.call_method(&stdin, "close", &[]).is_err()
        {
            drop(vm.take_raised());
        }
        let arguments = if args[1].is_none() { Vec::new() } else { vec![args[1].clone()] };
        let class = vm.types.exception(crate::object::exception::Exc::SystemExit).to_value();
        let exit = vm.call(&class, &arguments)?;
        Err(vm.raise(exit))
    }),
    method!("__repr__(self, /)", |_, args| {
        Ok(Value::from(format!("Use {}() or Ctrl-D (i.e. EOF) to exit", quitter(args))))
    }),
    getter!("name", |_, args| Ok(Value::from(quitter(args)))),
];

const PRINTER_METHODS: &[NativeDef] = &[
    method!("__call__(self, /)", |vm, args| {
        let function = vm.builtins.get_name("print").unwrap_or(Value::NONE);
        vm.call(&function, &[Value::from(printed(args))])
    }),
    method!("__repr__(self, /)", |_, args| Ok(Value::from(printed(args)))),
];

const HELPER_METHODS: &[NativeDef] = &[
    method!("__call__(self, /, *args, **kwds)", |vm, args| {
        let module = vm.import_module("pydoc")?;
        let help = vm.get_attr(&module, &crate::object::str::Str::intern("help").into_value())?;
        vm.call_spread(&help, &args[1], &args[2])
    }),
    method!("__repr__(self, /)", |_, _| {
        Ok(Value::from("Type help() for interactive help, or help(object) for help about object."))
    }),
];

fn quitter(args: &[Value]) -> &'static str {
    args[0].foreign::<Quitter>().map_or("exit", |quitter| quitter.0)
}

fn printed(args: &[Value]) -> &'static str {
    args[0].foreign::<Printer>().map_or("", |printer| printer.0)
}

/// Adds the names to `builtins`.
pub(super) fn install(vm: &mut Vm) {
    let quitter = vm.types.native_class(&QUITTER);
    let printer = vm.types.native_class(&PRINTER);
    let helper = vm.types.native_class(&HELPER);
    let objects: [(&str, Gc<Foreign>); 6] = [
        ("exit", Foreign::new(quitter.clone(), Quitter("exit"))),
        ("quit", Foreign::new(quitter, Quitter("quit"))),
        ("copyright", Foreign::new(printer.clone(), Printer(COPYRIGHT))),
        ("credits", Foreign::new(printer.clone(), Printer(CREDITS))),
        ("license", Foreign::new(printer, Printer(LICENSE))),
        ("help", Foreign::new(helper, Helper)),
    ];
    for (name, object) in objects {
        vm.builtins.set_name(name, object.into_value());
    }
}
