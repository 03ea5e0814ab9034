//! `writer`: rows as lines of text.

use super::dialect::{Dialect, Quoting};
use super::error;
use rondo_vm::heap::{Slot, Visitor};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::list::List;
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{getter, method};

/// What writes rows.
struct Writer {
    write: Slot,
    dialect: Slot,
}

impl ForeignData for Writer {
    fn trace(&self, visit: &mut Visitor) {
        self.write.trace(visit);
        self.dialect.trace(visit);
    }

    fn clear(&self) {
        drop(self.write.take());
    }
}

/// The class.
pub static WRITER: TypeSpec = TypeSpec {
    name: "_csv.writer",
    doc: "Writes rows.",
    constructor: None,
    methods: &[
        method!("writerow(self, row, /)", |vm, args| write_row(vm, &args[0], &args[1])),
        method!("writerows(self, rows, /)", |vm, args| {
            let rows = vm.iter(&args[1])?;
            while let Some(row) = vm.next(&rows)? {
                write_row(vm, &args[0], &row)?;
            }
            Ok(Value::NONE)
        }),
        getter!("dialect", |_, args| Ok(this(&args[0]).dialect.get())),
    ],
    flags: 0,
};

fn this(value: &Value) -> &Writer {
    match value.foreign::<Writer>() {
        Some(writer) => writer,
        None => unreachable!("a method of writer is bound to writers only"),
    }
}

/// `writer(fileobj, /, dialect='excel', **fmtparams)`.
pub fn new(vm: &mut Vm, args: &[Value]) -> Res {
    super::check_given(vm, &args[0], "writer")?;
    let write = vm.get_attr_opt(&args[0], &Str::intern("write").into_value())?;
    let Some(write) = write.filter(|write| rondo_vm::builtins::attributes::is_callable(vm, write)) else {
        return Err(vm.error(Exc::TypeError, "argument 1 must have a \"write\" method"));
    };
    let dialect = Dialect::of(vm, &args[1], &args[2])?;
    let writer = Writer { write: Slot::new(write), dialect: Slot::new(dialect) };
    Ok(Foreign::new(vm.types.native_class(&WRITER), writer).into_value())
}

fn write_row(vm: &mut Vm, writer: &Value, row: &Value) -> Res {
    let (write, dialect) = (this(writer).write.get(), this(writer).dialect.get());
    let Some(dialect) = dialect.foreign::<Dialect>() else { return Ok(Value::NONE) };
    let items = match (row.exact::<List>(), row.exact::<Tuple>()) {
        (Some(list), _) => list.items().borrow().clone(),
        (_, Some(tuple)) => tuple.items().to_vec(),
        _ if vm.is_iterable(row) => vm.collect(row)?,
        _ => {
            let got = vm.type_name(row);
            return Err(error(vm, format!("iterable expected, not {got}")));
        }
    };
    let mut line = String::new();
    for (place, value) in items.iter().enumerate() {
        if place > 0 {
            line.push(dialect.delimiter);
        }
        add_field(vm, dialect, value, &mut line)?;
    }
    if items.len() == 1 && line.is_empty() {
        let Some(quote) = dialect
            .quotechar
            .filter(|_| !matches!(dialect.quoting, Quoting::None | Quoting::Strings | Quoting::NotNull))
        else {
            return Err(error(vm, "single empty field record must be quoted"));
        };
        line.extend([quote, quote]);
    }
    line.push_str(&dialect.lineterminator);
    vm.call(&write, &[Value::from(line)])
}

/// Adds a field as the dialect writes it.
fn add_field(vm: &mut Vm, dialect: &Dialect, value: &Value, line: &mut String) -> Res<()> {
    let quoting = dialect.quoting;
    let is_empty = value.is_none() || value.as_str().is_some_and(str::is_empty);
    if is_empty && dialect.delimiter == ' ' && dialect.skipinitialspace {
        let bare =
            quoting == Quoting::None || value.is_none() && matches!(quoting, Quoting::Strings | Quoting::NotNull);
        if bare {
            let message = "empty field must be quoted if delimiter is a space and skipinitialspace is true";
            return Err(error(vm, message));
        }
        return add_text(vm, dialect, "", true, line);
    }
    if let Some(text) = value.as_str() {
        let quoted = matches!(quoting, Quoting::All | Quoting::NonNumeric | Quoting::Strings | Quoting::NotNull);
        return add_text(vm, dialect, text, quoted, line);
    }
    if value.is_none() {
        return add_text(vm, dialect, "", matches!(quoting, Quoting::All | Quoting::NonNumeric), line);
    }
    let quoted = match quoting {
        Quoting::All | Quoting::NotNull => true,
        Quoting::NonNumeric => !is_number(vm, value),
        _ => false,
    };
    let text = vm.str(value)?;
    add_text(vm, dialect, &text, quoted, line)
}

fn is_number(vm: &Vm, value: &Value) -> bool {
    value.is_small_int()
        || value.is_float()
        || [&vm.names.float, &vm.names.index].into_iter().any(|name| vm.lookup_special(value, name).is_some())
}

fn add_text(vm: &mut Vm, dialect: &Dialect, text: &str, mut quoted: bool, line: &mut String) -> Res<()> {
    let (delimiter, quote, escape) = (dialect.delimiter, dialect.quotechar, dialect.escapechar);
    let ends_otherwise = dialect.lineterminator.contains(|c| !matches!(c, '\r' | '\n'));
    let is_special = |c: char| {
        c == delimiter
            || matches!(c, '\r' | '\n')
            || Some(c) == quote
            || Some(c) == escape
            || ends_otherwise && dialect.lineterminator.contains(c)
    };
    if !quoted && !text.contains(is_special) {
        if text.starts_with(' ') && dialect.skipinitialspace && dialect.quoting != Quoting::None {
            quoted = true;
        } else {
            line.push_str(text);
            return Ok(());
        }
    }
    let mut body = String::with_capacity(text.len() + 2);
    for c in text.chars() {
        if is_special(c) {
            let escaped = if dialect.quoting == Quoting::None {
                true
            } else if Some(c) == quote {
                if dialect.doublequote {
                    body.push(c);
                    quoted = true;
                }
                !dialect.doublequote
            } else if Some(c) == escape {
                true
            } else {
                quoted = true;
                false
            };
            if escaped {
                match escape {
                    Some(escape) => body.push(escape),
                    None => return Err(error(vm, "need to escape, but no escapechar set")),
                }
            }
        }
        body.push(c);
    }
    match quote.filter(|_| quoted) {
        Some(quote) => {
            line.push(quote);
            line.push_str(&body);
            line.push(quote);
        }
        None => line.push_str(&body),
    }
    Ok(())
}
