//! `_expat`: a parser of XML that calls handlers for what it reads, as Expat does. `pyexpat` and `xml.parsers.expat` have
//! its names.

mod decode;
mod doctype;
mod errors;
mod read;
mod scan;

use crate::module::{bytes, module};
use decode::Decoder;
use doctype::Dtd;
use read::{Reading, Run, Stop};
use rondo_vm::heap::{Gc, Interior, Slot, Visitor};
use rondo_vm::object::class::flag;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use rondo_vm::{function, getter, method};
use std::cell::Cell;
use std::rc::Rc;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_expat", "A parser of XML.", FUNCTIONS);
    let error = vm.types.native_exception("xml.parsers.expat.ExpatError", vm.types.exception(Exc::Exception));
    error.dict().set_name("__doc__", Value::from("The text is not XML: `code`, `lineno` and `offset` tell more."));
    module.dict.set_name("ExpatError", error.into_value());
    module.dict.set_name("XMLParserType", vm.types.native_class(&PARSER).into_value());
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("ParserCreate(encoding=None, namespace_separator=None, intern=?)", create),
    function!("ErrorString(code, /)", |vm, args| {
        let code = crate::module::integer(vm, &args[0])?;
        Ok(errors::message(code).map_or(Value::NONE, Value::from))
    }),
    function!("_messages()", |_, _| Ok(List::value(errors::MESSAGES.iter().map(|text| Value::from(*text)).collect()))),
];

/// Declares what programs can set to be called.
macro_rules! handlers {
    ($($name:ident $attribute:literal,)*) => {
        /// What programs can set to be called.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Handler {
            $(
                #[doc = $attribute]
                $name,
            )*
        }

        const HANDLERS: usize = [$(Handler::$name),*].len();

        static PARSER: TypeSpec = TypeSpec {
            name: "pyexpat.xmlparser",
            doc: "XML parser",
            constructor: None,
            methods: &[
                $(getter!(
                    $attribute,
                    |_, args| Ok(this(args).handlers[Handler::$name as usize].get()),
                    |vm, args| set_handler(vm, args, Handler::$name)
                ),)*
                method!("Parse(self, data, isfinal=False, /)", parse),
                method!("ParseFile(self, file, /)", parse_file),
                method!("SetBase(self, base, /)", set_base),
                method!("GetBase(self, /)", |_, args| Ok(this(args).base.get())),
                method!("GetInputContext(self, /)", input_context),
                method!("GetReparseDeferralEnabled(self, /)", |_, args| Ok(this(args).deferral.get().into())),
                method!("SetReparseDeferralEnabled(self, enabled, /)", |vm, args| {
                    let on = vm.truth(&args[1])?;
                    this(args).deferral.set(on);
                    Ok(Value::NONE)
                }),
                method!("SetParamEntityParsing(self, flag, /)", |vm, args| {
                    let flag = crate::module::integer32(vm, &args[1])?;
                    Ok(Value::from((0..3).contains(&flag) as i64))
                }),
                method!("UseForeignDTD(self, flag=True, /)", |vm, args| {
                    vm.truth(&args[1])?;
                    Ok(Value::NONE)
                }),
                method!("ExternalEntityParserCreate(self, context, encoding=?, /)", external),
                // What this VM's own modules use.
                getter!("_internal_subset", |_, args| Ok(this(args).subset.get())),
                getter!("_braces", |_, args| Ok(this(args).braces.get().into()), |vm, args| {
                    let on = vm.truth(&args[1])?;
                    this(args).braces.set(on);
                    Ok(Value::NONE)
                }),
                getter!("intern", |_, args| Ok(this(args).intern.get())),
                getter!("buffer_text", |_, args| Ok(this(args).buffer_text.get().into()), |vm, args| {
                    let on = vm.truth(&args[1])?;
                    this(args).flush(vm)?;
                    this(args).buffer_text.set(on);
                    Ok(Value::NONE)
                }),
                getter!("buffer_size", |_, args| Ok(Value::from(this(args).buffer_size.get())), set_buffer_size),
                getter!("buffer_used", |_, args| Ok(Value::from(this(args).pending.borrow().len()))),
                getter!("ordered_attributes", |_, args| Ok(this(args).ordered_attributes.get().into()), |vm, args| {
                    let on = vm.truth(&args[1])?;
                    this(args).ordered_attributes.set(on);
                    Ok(Value::NONE)
                }),
                getter!("specified_attributes", |_, args| Ok(this(args).specified_attributes.get().into()), |vm, args| {
                    let on = vm.truth(&args[1])?;
                    this(args).specified_attributes.set(on);
                    Ok(Value::NONE)
                }),
                getter!("namespace_prefixes", |_, args| Ok(this(args).namespace_prefixes.get().into()), |vm, args| {
                    let on = vm.truth(&args[1])?;
                    this(args).namespace_prefixes.set(on);
                    Ok(Value::NONE)
                }),
                getter!("ErrorCode", |_, args| Ok(Value::from(this(args).error_code.get()))),
                getter!("ErrorLineNumber", |_, args| Ok(Value::from(this(args).place.line().0))),
                getter!("ErrorColumnNumber", |_, args| Ok(Value::from(this(args).place.line().1))),
                getter!("ErrorByteIndex", |_, args| Ok(Value::from(this(args).place.index()))),
                getter!("CurrentLineNumber", |_, args| Ok(Value::from(this(args).place.line().0))),
                getter!("CurrentColumnNumber", |_, args| Ok(Value::from(this(args).place.line().1))),
                getter!("CurrentByteIndex", |_, args| Ok(Value::from(this(args).place.index()))),
            ],
            flags: flag::FINAL,
        };
    };
}

handlers! {
    StartElement "StartElementHandler",
    EndElement "EndElementHandler",
    ProcessingInstruction "ProcessingInstructionHandler",
    CharacterData "CharacterDataHandler",
    UnparsedEntityDecl "UnparsedEntityDeclHandler",
    NotationDecl "NotationDeclHandler",
    StartNamespaceDecl "StartNamespaceDeclHandler",
    EndNamespaceDecl "EndNamespaceDeclHandler",
    Comment "CommentHandler",
    StartCdataSection "StartCdataSectionHandler",
    EndCdataSection "EndCdataSectionHandler",
    Default "DefaultHandler",
    DefaultExpand "DefaultHandlerExpand",
    NotStandalone "NotStandaloneHandler",
    ExternalEntityRef "ExternalEntityRefHandler",
    StartDoctypeDecl "StartDoctypeDeclHandler",
    EndDoctypeDecl "EndDoctypeDeclHandler",
    EntityDecl "EntityDeclHandler",
    XmlDecl "XmlDeclHandler",
    ElementDecl "ElementDeclHandler",
    AttlistDecl "AttlistDeclHandler",
    SkippedEntity "SkippedEntityHandler",
}

/// Where the parser is in the text: what is asked for seldom is counted when it is.
struct Place {
    /// The text that is being read; what was read of it by earlier calls is gone.
    text: Interior<Rc<str>>,
    /// Where what is being told begins.
    event: Cell<usize>,
    /// A place before it, in the text, and its line and column.
    counted: Cell<(usize, usize, usize)>,
    /// Bytes that are gone.
    gone: Cell<usize>,
    has_begun: Cell<bool>,
}

impl Default for Place {
    fn default() -> Place {
        Place {
            text: Interior::new("".into()),
            event: Cell::new(0),
            counted: Cell::new((0, 0, 0)),
            gone: Cell::new(0),
            has_begun: Cell::new(false),
        }
    }
}

impl Place {
    /// The line, from 1, and the column.
    fn line(&self) -> (usize, usize) {
        self.count(self.event.get());
        let (_, line, column) = self.counted.get();
        (line + 1, column)
    }

    fn count(&self, to: usize) {
        let (from, mut line, mut column) = self.counted.get();
        let text = self.text.borrow();
        let bytes = text.as_bytes();
        if to <= from {
            return;
        }
        for at in from..to {
            match bytes[at] {
                b'\n' if at > 0 && bytes[at - 1] == b'\r' => (),
                b'\r' | b'\n' => (line, column) = (line + 1, 0),
                // What goes on with a character is none.
                0x80..0xC0 => (),
                _ => column += 1,
            }
        }
        self.counted.set((to, line, column));
    }

    fn index(&self) -> i64 {
        if self.has_begun.get() { (self.gone.get() + self.event.get()) as i64 } else { -1 }
    }

    /// The text up to `at` is read, and more of it has come.
    fn go_on(&self, at: usize, more: &str) -> Rc<str> {
        self.count(at);
        let (_, line, column) = self.counted.get();
        self.counted.set((0, line, column));
        self.event.set(self.event.get().saturating_sub(at));
        self.gone.set(self.gone.get() + at);
        let old = self.text.borrow().clone();
        let text: Rc<str> = if at == old.len() { more.into() } else { [&old[at..], more].concat().into() };
        *self.text.borrow_mut() = text.clone();
        text
    }
}

/// A parser.
pub struct Parser {
    handlers: [Slot; HANDLERS],
    /// Is the handler for what has none the one that also gets what entities hold?
    default_is_expanding: Cell<bool>,
    /// Are entities read, and not only told of?
    expands: Cell<bool>,
    intern: Slot,
    base: Slot,
    /// What is between the brackets of the document's type.
    subset: Slot,
    encoding: Option<String>,
    separator: Option<String>,
    /// Names in namespaces begin with a brace.
    braces: Cell<bool>,
    buffer_text: Cell<bool>,
    buffer_size: Cell<usize>,
    /// Text that no handler was called for yet.
    pending: Interior<String>,
    ordered_attributes: Cell<bool>,
    specified_attributes: Cell<bool>,
    namespace_prefixes: Cell<bool>,
    deferral: Cell<bool>,
    error_code: Cell<i64>,
    dtd: Rc<Interior<Dtd>>,
    /// Prefixes and what they stand for, the innermost last.
    namespaces: Interior<Vec<(Box<str>, Box<str>)>>,
    place: Place,
    /// May the document say that it is in an encoding of 16 bits? It is, or it is text already.
    may_be_wide: Cell<bool>,
    /// How far it is; not there while it reads.
    state: Interior<Option<Box<State>>>,
}

#[derive(Default)]
struct State {
    reading: Reading,
    decoder: Decoder,
    /// How much of the text was read.
    at: usize,
    /// How long the text was when all of it was within one token.
    tried: usize,
    /// What has ended it.
    over: Option<u8>,
}

impl ForeignData for Parser {
    fn trace(&self, visit: &mut Visitor) {
        for slot in self.handlers.iter().chain([&self.intern, &self.base, &self.subset]) {
            slot.trace(visit);
        }
    }

    fn clear(&self) {
        self.forget_handlers();
    }
}

impl Parser {
    #[inline]
    fn has_handler(&self, handler: Handler) -> bool {
        !self.handlers[handler as usize].get().is_none()
    }

    #[inline]
    fn handler(&self, handler: Handler) -> Option<Value> {
        let found = self.handlers[handler as usize].get();
        if found.is_none() { None } else { Some(found) }
    }

    /// What is called for what has no handler.
    fn default_handler(&self) -> Option<Value> {
        let expanding = self.default_is_expanding.get();
        self.handler(if expanding { Handler::DefaultExpand } else { Handler::Default })
    }

    fn forget_handlers(&self) {
        for slot in &self.handlers {
            drop(slot.replace(Value::NONE));
        }
    }

    fn base(&self) -> Option<String> {
        self.base.get().as_str().map(str::to_owned)
    }

    /// Tells text, or keeps it until there is more.
    #[inline]
    fn characters(&self, vm: &mut Vm, text: &str) -> Res<()> {
        if !self.buffer_text.get() {
            return self.tell(vm, Value::from(text));
        }
        let size = self.buffer_size.get();
        if self.pending.borrow().len() + text.len() > size {
            self.flush(vm)?;
        }
        if text.len() > size {
            return self.tell(vm, Value::from(text));
        }
        self.pending.borrow_mut().push_str(text);
        Ok(())
    }

    fn tell(&self, vm: &mut Vm, text: Value) -> Res<()> {
        if let Some(handler) = self.handler(Handler::CharacterData) {
            vm.call(&handler, &[text])?;
        }
        Ok(())
    }

    /// Tells the text that was kept.
    #[inline]
    fn flush(&self, vm: &mut Vm) -> Res<()> {
        if self.pending.borrow().is_empty() {
            return Ok(());
        }
        let text = Value::from(self.pending.borrow().as_str());
        self.pending.borrow_mut().clear();
        self.tell(vm, text)
    }

    /// Reads the next piece.
    fn parse(&self, vm: &mut Vm, data: &[u8], is_text: bool, last: bool) -> Res {
        let Some(mut state) = self.state.replace(None) else {
            // A handler has called it.
            return Err(self.error(vm, errors::FINISHED));
        };
        let result = self.parse_with(vm, &mut state, data, is_text, last);
        drop(self.state.replace(Some(state)));
        result
    }

    fn parse_with(&self, vm: &mut Vm, state: &mut State, data: &[u8], is_text: bool, last: bool) -> Res {
        if let Some(code) = state.over {
            return Err(self.error(vm, code));
        }
        state.reading.direct += data.len();
        let more = state.decoder.decode(vm, self.encoding.as_deref(), data, is_text, last)?;
        self.may_be_wide.set(is_text || state.decoder.is_wide());
        let text = self.place.go_on(state.at, &more);
        state.at = 0;
        let is_broken = state.decoder.is_broken;
        if !last && !is_broken && self.deferral.get() && text.len() < 2 * state.tried {
            // Who feeds a long token in small pieces would have it read again and again.
            return Ok(Value::from(1i64));
        }
        self.place.has_begun.set(true);
        let mut run = Run { parser: self, reading: &mut state.reading };
        let result = run.read(vm, &text, !last || is_broken);
        match result {
            Ok(at) => {
                state.tried = if at == 0 { text.len() } else { 0 };
                state.at = at;
                if is_broken {
                    self.place.event.set(text.len());
                    state.over = Some(errors::INVALID_TOKEN);
                    return Err(self.error(vm, errors::INVALID_TOKEN));
                }
                self.flush(vm)?;
                if last {
                    state.over = Some(errors::FINISHED);
                }
                Ok(Value::from(1i64))
            }
            Err(Stop::Fail(code)) => {
                state.over = Some(code);
                Err(self.error(vm, code))
            }
            Err(Stop::Partial(_)) => {
                state.over = Some(errors::UNCLOSED_TOKEN);
                Err(self.error(vm, errors::UNCLOSED_TOKEN))
            }
            Err(Stop::Raised(raised)) => {
                // As in CPython: nothing more is told.
                self.forget_handlers();
                self.error_code.set(errors::ABORTED.into());
                state.over = Some(errors::FINISHED);
                Err(raised)
            }
        }
    }

    /// Raises ExpatError at the place of the event.
    #[cold]
    fn error(&self, vm: &mut Vm, code: u8) -> Raised {
        self.error_code.set(code.into());
        let (line, column) = self.place.line();
        let message = errors::message(code.into()).unwrap_or_default();
        let made = vm.import_module("_expat").and_then(|module| {
            let class = vm.get_attr_text(&module, "ExpatError")?;
            let error = vm.call(&class, &[Value::from(format!("{message}: line {line}, column {column}"))])?;
            let details = [("code", code as usize), ("offset", column), ("lineno", line)];
            for (name, value) in details {
                vm.set_attr(&error, &rondo_vm::object::str::Str::intern(name).into_value(), Value::from(value))?;
            }
            Ok(error)
        });
        match made {
            Ok(error) => vm.raise(error),
            Err(raised) => raised,
        }
    }
}

fn this(args: &[Value]) -> &Parser {
    match args.first().and_then(Value::foreign::<Parser>) {
        Some(parser) => parser,
        None => unreachable!("a method of a parser is bound to one only"),
    }
}

/// `ParserCreate(encoding, namespace_separator, intern)`: with a separator names are those of their namespaces and their
/// own, joined by it.
fn create(vm: &mut Vm, args: &[Value]) -> Res {
    let mut texts = [None, None];
    for ((given, name), text) in args.iter().zip(["encoding", "namespace_separator"]).zip(&mut texts) {
        *text = match given.as_str() {
            Some(found) => Some(found.to_owned()),
            None if given.is_none() => None,
            None => {
                let got = vm.argument_type_name(given);
                let message = format!("ParserCreate() argument '{name}' must be str or None, not {got}");
                return Err(vm.error(Exc::TypeError, message));
            }
        };
    }
    let [encoding, separator] = texts;
    if separator.as_ref().is_some_and(|text| text.chars().count() > 1) {
        let message = "namespace_separator must be at most one character, omitted, or None";
        return Err(vm.error(Exc::ValueError, message));
    }
    let intern = if args[2].is_unset() { Dict::new().into_value() } else { args[2].clone() };
    if !intern.is_none() && intern.get::<Dict>().is_none() {
        return Err(vm.error(Exc::TypeError, "intern must be a dictionary"));
    }
    let parser = Parser::new(encoding, separator, intern);
    Ok(Foreign::new(vm.types.native_class(&PARSER), parser).into_value())
}

impl Parser {
    fn new(encoding: Option<String>, separator: Option<String>, intern: Value) -> Parser {
        Parser {
            handlers: std::array::from_fn(|_| Slot::new(Value::NONE)),
            default_is_expanding: Cell::new(false),
            expands: Cell::new(true),
            intern: Slot::new(intern),
            base: Slot::new(Value::NONE),
            subset: Slot::new(Value::NONE),
            encoding,
            separator,
            braces: Cell::new(false),
            buffer_text: Cell::new(false),
            buffer_size: Cell::new(8192),
            pending: Interior::default(),
            ordered_attributes: Cell::new(false),
            specified_attributes: Cell::new(false),
            namespace_prefixes: Cell::new(false),
            deferral: Cell::new(true),
            error_code: Cell::new(0),
            dtd: Rc::default(),
            namespaces: Interior::default(),
            place: Place::default(),
            may_be_wide: Cell::new(false),
            state: Interior::new(Some(Box::default())),
        }
    }
}

fn set_handler(vm: &mut Vm, args: &[Value], handler: Handler) -> Res {
    let parser = this(args);
    if args[1].is_unset() {
        return Err(vm.error(Exc::RuntimeError, "Cannot delete attribute"));
    }
    if handler == Handler::CharacterData {
        parser.flush(vm)?;
    }
    drop(parser.handlers[handler as usize].replace(args[1].clone()));
    if let Handler::Default | Handler::DefaultExpand = handler {
        // Of the two the one that was set last counts.
        parser.default_is_expanding.set(handler == Handler::DefaultExpand);
        parser.expands.set(handler == Handler::DefaultExpand);
    }
    Ok(Value::NONE)
}

fn set_buffer_size(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_unset() {
        return Err(vm.error(Exc::RuntimeError, "Cannot delete attribute"));
    }
    if crate::module::integer_of(&args[1]).is_none() {
        return Err(vm.error(Exc::TypeError, "buffer_size must be an integer"));
    }
    let size = crate::module::integer(vm, &args[1])?;
    if size <= 0 {
        return Err(vm.error(Exc::ValueError, "buffer_size must be greater than zero"));
    }
    let parser = this(args);
    parser.flush(vm)?;
    parser.buffer_size.set(size.min(i32::MAX.into()) as usize);
    Ok(Value::NONE)
}

/// `Parse(data, isfinal)`: reads text or bytes; `isfinal` says that these were the last.
fn parse(vm: &mut Vm, args: &[Value]) -> Res {
    let last = vm.truth(&args[2])?;
    if let Some(text) = args[1].as_str() {
        if text.as_bytes().contains(&0xF4) && text.chars().any(rondo_grammar::surrogate::is_surrogate) {
            // Which raises.
            vm.call_method(&args[1], "encode", &[])?;
        }
        return this(args).parse(vm, text.as_bytes(), true, last);
    }
    let data = bytes(vm, &args[1])?;
    this(args).parse(vm, &data, false, last)
}

/// `ParseFile(file)`: reads all of a file.
fn parse_file(vm: &mut Vm, args: &[Value]) -> Res {
    let name = rondo_vm::object::str::Str::intern("read").into_value();
    let Some(read) = vm.get_attr_opt(&args[1], &name)? else {
        return Err(vm.error(Exc::TypeError, "argument must have 'read' attribute"));
    };
    loop {
        let data = vm.call(&read, &[Value::from(2048i64)])?;
        let Some(piece) = rondo_vm::object::bytes::bytes_of(&data) else {
            let message = format!("read() did not return a bytes object (type={})", vm.type_name(&data));
            return Err(vm.error(Exc::TypeError, message));
        };
        let result = this(args).parse(vm, &piece, false, piece.is_empty())?;
        if piece.is_empty() {
            return Ok(result);
        }
    }
}

fn set_base(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].as_str().is_none() {
        let message = format!("SetBase() argument must be str, not {}", vm.argument_type_name(&args[1]));
        return Err(vm.error(Exc::TypeError, message));
    }
    drop(this(args).base.replace(args[1].clone()));
    Ok(Value::NONE)
}

/// `GetInputContext()`: the text that is being read, from the event on; None between calls.
fn input_context(_: &mut Vm, args: &[Value]) -> Res {
    let parser = this(args);
    if parser.state.borrow().is_some() {
        return Ok(Value::NONE);
    }
    let text = parser.place.text.borrow().clone();
    Ok(rondo_vm::object::bytes::Bytes::value(&text.as_bytes()[parser.place.event.get().min(text.len())..]))
}

/// `ExternalEntityParserCreate(context, encoding)`: a parser with the handlers of this one, for the text of an entity.
fn external(vm: &mut Vm, args: &[Value]) -> Res {
    let outer = this(args);
    let encoding = args[2].as_str().map(str::to_owned);
    let mut parser = Parser::new(encoding, outer.separator.clone(), outer.intern.get());
    for (own, other) in parser.handlers.iter().zip(&outer.handlers) {
        own.set(other.get());
    }
    for (own, other) in [
        (&parser.default_is_expanding, &outer.default_is_expanding),
        (&parser.expands, &outer.expands),
        (&parser.braces, &outer.braces),
        (&parser.buffer_text, &outer.buffer_text),
        (&parser.ordered_attributes, &outer.ordered_attributes),
        (&parser.specified_attributes, &outer.specified_attributes),
        (&parser.namespace_prefixes, &outer.namespace_prefixes),
        (&parser.deferral, &outer.deferral),
    ] {
        own.set(other.get());
    }
    parser.buffer_size.set(outer.buffer_size.get());
    parser.base.set(outer.base.get());
    parser.dtd = outer.dtd.clone();
    drop(parser.namespaces.replace(outer.namespaces.borrow().clone()));
    if let Some(state) = &mut *parser.state.borrow_mut() {
        state.reading.fragment = true;
    }
    Ok(Foreign::new(vm.types.native_class(&PARSER), parser).into_value())
}
