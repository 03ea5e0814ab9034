//! The class `str`: constructor, special methods, and the list of its methods.

use super::arguments::receiver;
use super::{Str, build, case, codec, format_string, layout, printf, repr, search};
use crate::object::exception::Exc;
use crate::object::iter::Iter;
use crate::object::memoryview::exported;
use crate::object::native::{NativeDef, Special};
use crate::object::slice::Slice;
use crate::object::tuple::Tuple;
use crate::object::{bytes, int};
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{format, function, method, static_method};

/// `str`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "str",
    doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nText: what an object's \
          __str__() returns, or bytes decoded, by default as UTF-8.",
    constructor: Some(&CONSTRUCTOR),
    methods: METHODS,
    flags: 0,
};

static CONSTRUCTOR: NativeDef = function!("str(object=?, encoding=?, errors=?)", new).special(Special::Str);

static METHODS: &[NativeDef] = &[
    method!("__add__(self, value, /)", add),
    method!("__contains__(self, key, /)", contains),
    method!("__eq__(self, value, /)", |_, args| Ok(compare(Compare::Eq, args))),
    method!("__format__(self, format_spec, /)", format::method),
    method!("__ge__(self, value, /)", |_, args| Ok(compare(Compare::Ge, args))),
    method!("__getitem__(self, key, /)", get_item),
    method!("__getnewargs__(self, /)", |_, args| Ok(Tuple::value(vec![args[0].unwrap_base().clone()]))),
    method!("__gt__(self, value, /)", |_, args| Ok(compare(Compare::Gt, args))),
    method!("__hash__(self, /)", |_, args| {
        let hash = args[0].get::<Str>().map_or(0, Str::hash);
        Ok(int::from_i64(hash as i64))
    }),
    method!("__iter__(self, /)", |vm, args| { Ok(Iter::held(vm.iter(args[0].unwrap_base())?, &args[0])) }),
    method!("__le__(self, value, /)", |_, args| Ok(compare(Compare::Le, args))),
    method!("__len__(self, /)", |_, args| Ok(Value::from(args[0].get::<Str>().map_or(0, Str::char_len)))),
    method!("__lt__(self, value, /)", |_, args| Ok(compare(Compare::Lt, args))),
    method!("__mod__(self, value, /)", |vm, args| modulo(vm, &args[0], &args[1])),
    method!("__mul__(self, value, /)", multiply),
    method!("__ne__(self, value, /)", |_, args| Ok(compare(Compare::Ne, args))),
    method!("__repr__(self, /)", |_, args| Ok(Value::from(repr::repr(receiver(args))))),
    method!("__rmod__(self, value, /)", |vm, args| modulo(vm, &args[1], &args[0])),
    method!("__rmul__(self, value, /)", multiply),
    method!("__str__(self, /)", |_, args| Ok(args[0].unwrap_base().clone())),
    method!("capitalize(self, /)", case::capitalize),
    method!("casefold(self, /)", case::casefold),
    method!("center(self, width, fillchar=' ', /)", layout::center),
    method!("count(self, sub, start=None, end=None, /)", search::count),
    method!("encode(self, /, encoding='utf-8', errors='strict')", codec::encode_method),
    method!("endswith(self, suffix, start=None, end=None, /)", search::endswith),
    method!("expandtabs(self, /, tabsize=8)", layout::expandtabs),
    method!("find(self, sub, start=None, end=None, /)", search::find),
    method!("format(self, /, *args, **kwargs)", format_string::format),
    method!("format_map(self, mapping, /)", format_string::format_map),
    method!("index(self, sub, start=None, end=None, /)", search::index),
    method!("isalnum(self, /)", case::isalnum),
    method!("isalpha(self, /)", case::isalpha),
    method!("isascii(self, /)", case::isascii),
    method!("isdecimal(self, /)", case::isdecimal),
    method!("isdigit(self, /)", case::isdigit),
    method!("isidentifier(self, /)", case::isidentifier),
    method!("islower(self, /)", case::islower),
    method!("isnumeric(self, /)", case::isnumeric),
    method!("isprintable(self, /)", case::isprintable),
    method!("isspace(self, /)", case::isspace),
    method!("istitle(self, /)", case::istitle),
    method!("isupper(self, /)", case::isupper),
    method!("join(self, iterable, /)", layout::join).special(Special::Join),
    method!("ljust(self, width, fillchar=' ', /)", layout::ljust),
    method!("lower(self, /)", case::lower),
    method!("lstrip(self, chars=None, /)", search::lstrip),
    static_method!("maketrans(x, y=?, z=?, /)", layout::maketrans),
    method!("partition(self, sep, /)", search::partition),
    method!("removeprefix(self, prefix, /)", search::removeprefix),
    method!("removesuffix(self, suffix, /)", search::removesuffix),
    method!("replace(self, old, new, /, count=-1)", search::replace),
    method!("rfind(self, sub, start=None, end=None, /)", search::rfind),
    method!("rindex(self, sub, start=None, end=None, /)", search::rindex),
    method!("rjust(self, width, fillchar=' ', /)", layout::rjust),
    method!("rpartition(self, sep, /)", search::rpartition),
    method!("rsplit(self, /, sep=None, maxsplit=-1)", search::rsplit),
    method!("rstrip(self, chars=None, /)", search::rstrip),
    method!("split(self, /, sep=None, maxsplit=-1)", search::split),
    method!("splitlines(self, /, keepends=False)", search::splitlines),
    method!("startswith(self, prefix, start=None, end=None, /)", search::startswith),
    method!("strip(self, chars=None, /)", search::strip),
    method!("swapcase(self, /)", case::swapcase),
    method!("title(self, /)", case::title),
    method!("translate(self, table, /)", layout::translate),
    method!("upper(self, /)", case::upper),
    method!("zfill(self, width, /)", layout::zfill),
];

/// A text argument of `str()`, whose message calls `None` by its class.
fn constructor_text<'a>(vm: &mut Vm, value: &'a Value, argument: &str) -> Res<&'a str> {
    match value.as_str() {
        Some(text) => Ok(text),
        None => Err(vm.type_error_about(&format!("str() argument '{argument}' must be str, not {{}}"), value)),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let [object, encoding, errors] = args else { return Ok(Value::from("")) };
    if object.is_unset() {
        return Ok(Value::from(""));
    }
    if encoding.is_unset() && errors.is_unset() {
        return vm.str_value(object);
    }
    let encoding = if encoding.is_unset() { "utf-8" } else { constructor_text(vm, encoding, "encoding")? };
    let errors = if errors.is_unset() { "strict" } else { constructor_text(vm, errors, "errors")? };
    if object.as_str().is_some() {
        return Err(vm.error(Exc::TypeError, "decoding str is not supported"));
    }
    match bytes::bytes_of(object) {
        Some(bytes) => codec::decode(vm, &bytes, encoding, errors).map(Value::from),
        None => {
            if let Some(bytes) = exported(vm, object)? {
                return codec::decode(vm, &bytes, encoding, errors).map(Value::from);
            }
            let got = vm.type_name(object);
            let message = format!("decoding to str: need a bytes-like object, {got} found");
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

/// The result of a comparison with another string, `NotImplemented` with anything else.
fn compare(op: Compare, args: &[Value]) -> Value {
    match (args[0].as_str(), args[1].as_str()) {
        (Some(a), Some(b)) => Value::bool(holds(op, a, b)),
        _ => Value::NOT_IMPLEMENTED,
    }
}

/// Does a comparison of two strings hold? UTF-8 sorts as code points do, but for lone surrogates, which come late.
pub fn holds(op: Compare, a: &str, b: &str) -> bool {
    match op {
        Compare::Eq => a == b,
        Compare::Ne => a != b,
        Compare::Lt => a < b,
        Compare::Le => a <= b,
        Compare::Gt => a > b,
        Compare::Ge => a >= b,
    }
}

fn add(vm: &mut Vm, args: &[Value]) -> Res {
    match (args[0].get::<Str>(), args[1].get::<Str>()) {
        (Some(a), Some(b)) => build::concat(vm, a, b),
        _ => {
            let got = vm.type_name(&args[1]);
            Err(vm.error(Exc::TypeError, format!("can only concatenate str (not \"{got}\") to str")))
        }
    }
}

fn contains(vm: &mut Vm, args: &[Value]) -> Res {
    match args[1].as_str() {
        Some(text) => Ok(Value::bool(receiver(args).contains(text))),
        None => {
            let got = vm.type_name(&args[1]);
            let message = format!("'in <string>' requires string as left operand, not {got}");
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

fn multiply(vm: &mut Vm, args: &[Value]) -> Res {
    let count = vm.index_sized(&args[1])?;
    build::repeat(vm, &args[0], count)
}

pub(crate) fn modulo(vm: &mut Vm, template: &Value, args: &Value) -> Res {
    match template.as_str() {
        Some(text) => printf::format_text(vm, text, args).map(Value::from),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn get_item(vm: &mut Vm, args: &[Value]) -> Res {
    let [string, key] = args else { return Ok(Value::NOT_IMPLEMENTED) };
    let Some(text) = string.get::<Str>() else { return Ok(Value::NOT_IMPLEMENTED) };
    if let Some(slice) = key.get::<Slice>() {
        let indices = slice.indices(vm, || text.char_len())?;
        let start = indices.start as usize;
        return Ok(match indices.step {
            _ if indices.count == 0 => Value::from(""),
            1 => build::part(string, start, start + indices.count),
            _ => build::pick(text, indices.places()),
        });
    }
    let name = vm.names.index.clone();
    if key.as_small_int().is_none() && vm.lookup_special(key, &name).is_none() {
        let got = vm.type_name(key);
        return Err(vm.error(Exc::TypeError, format!("string indices must be integers, not '{got}'")));
    }
    let place = vm.place(key, text.char_len(), "string", "string index")?;
    Ok(build::character(text, place))
}
