//! An exception with its causes, contexts and, for a group, its members, laid out as CPython does.

use super::frame::{Entry, format_entries};
use super::hints;
use super::source::SourceLines;
use super::syntax::SyntaxDetails;
use super::theme::{self, Theme};
use crate::code::{Flags, Position};
use crate::event_loop::origin::{self, Report};
use crate::heap::Kind;
use crate::object::class::Class;
use crate::object::code::Code;
use crate::object::exception::base::field;
use crate::object::exception::{Exc, Exception, class_of, group};
use crate::object::list::List;
use crate::object::traceback::Traceback;
use crate::object::tuple::Tuple;
use crate::op::Op;
use crate::sys::is_prelude;
use crate::value::Value;
use crate::vm::{Res, Vm};
use rondo_grammar::Text;
use std::collections::HashSet;

/// What stands between an exception and the one that it caused.
const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
/// What stands between an exception and one raised while it was being handled.
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";
/// Members of a group beyond this many are only counted.
const MAX_WIDTH: usize = 15;
/// Groups nested deeper than this are not shown.
const MAX_DEPTH: usize = 10;

/// What a report is made of.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Causes and contexts are shown.
    pub chain: bool,
    /// Before a traceback stands from which task it is, and where that was made.
    pub tasks: bool,
    /// Colours.
    pub theme: Theme,
}

/// One exception, everything about it that needs the VM already looked up.
struct Node {
    /// The line about the task that it came out of; empty if there is none.
    task: String,
    /// The traceback's entries.
    entries: Vec<Entry>,
    /// The exception's own lines: class, text, notes.
    own: String,
    cause: Option<usize>,
    context: Option<usize>,
    suppress_context: bool,
    members: Option<Vec<usize>>,
}

/// The text of `exception`: traceback, causes and all. Ends with a newline.
pub fn format(vm: &mut Vm, exception: &Value, style: Style) -> Vec<String> {
    let nodes = collect(vm, exception, style.theme);
    let lines = SourceLines::new(vm);
    let mut layout = Layout { nodes: &nodes, lines, style, depth: 0, need_close: false, out: Vec::new() };
    layout.exception(0);
    layout.out
}

/// The last lines alone: class, text, notes.
pub fn format_only(vm: &mut Vm, exception: &Value) -> String {
    own_lines(vm, exception, theme::PLAIN)
}

/// The entries of the traceback of `exception`, hidden frames left out; if there are no others, those of the library.
pub fn entries(exception: &Exception) -> Vec<Entry> {
    let (mut shown, mut hidden) = (Vec::new(), Vec::new());
    let mut next = exception.traceback.get();
    while let Some(entry) = next.exact::<Traceback>() {
        let frame = entry.frame();
        let proto = &frame.code().proto;
        let described =
            |position| Entry { filename: proto.filename.to_string(), name: proto.name.to_string(), position };
        match place(entry, Some(exception)) {
            Some(position) => shown.push(described(position)),
            None if shown.is_empty() && !is_prelude(&frame) => {
                hidden.push(described(place_of_any(entry, Some(exception))));
            }
            None => (),
        }
        next = entry.next.get();
    }
    if shown.is_empty() { hidden } else { shown }
}

/// What an entry of the traceback of `exception` covers; `None` if its frame is hidden.
pub fn place(entry: &Traceback, exception: Option<&Exception>) -> Option<Position> {
    if entry.frame().code().has(Flags::HIDDEN) {
        return None;
    }
    Some(place_of_any(entry, exception))
}

/// As [`place`], of frames of the library too.
pub fn place_of_any(entry: &Traceback, exception: Option<&Exception>) -> Position {
    let frame = entry.frame();
    let code = frame.code();
    match (callee(code, entry.instruction), exception) {
        (Some((name, position)), Some(exception)) if is_lookup_error(exception, &entry.next.get(), &name) => position,
        _ => entry.position(),
    }
}

/// The name that a fused call looks up before it calls, and where that stands.
fn callee(code: &Code, at: u32) -> Option<(Text, Position)> {
    let proto = &code.proto;
    let found = proto.callees.binary_search_by_key(&at, |(at, _)| *at).ok()?;
    let ins = proto.ins.get(at as usize)?;
    let sites = if matches!(ins.op, Op::CallGlobal | Op::LoadSuper) { &proto.global_sites } else { &proto.attr_sites };
    let name = proto.names.get(*sites.get(ins.c as usize)? as usize)?;
    Some((name.clone(), proto.callees[found].1))
}

/// Did the looking up of `name` fail, not the call? `inner` is the entry further in.
fn is_lookup_error(exception: &Exception, inner: &Value, name: &str) -> bool {
    if let Some(inner) = inner.exact::<Traceback>() {
        return matches!(&*inner.frame().code().proto.name, "__getattr__" | "__getattribute__" | "__get__");
    }
    let class = class_of(exception).map(|class| class.name_text());
    matches!(class.as_deref(), Some("AttributeError" | "NameError" | "UnboundLocalError"))
        && field(exception, 0).as_str() == Some(name)
}

/// Looks up everything about `exception` and those connected with it; it comes first.
fn collect(vm: &mut Vm, exception: &Value, theme: Theme) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut seen = HashSet::new();
    let mut queue = Vec::new();
    let add = |vm: &mut Vm, nodes: &mut Vec<Node>, seen: &mut HashSet<u64>, exception: &Value| {
        seen.insert(exception.bits());
        nodes.push(node(vm, exception, theme));
        (nodes.len() - 1, exception.clone())
    };
    queue.push(add(vm, &mut nodes, &mut seen, exception));
    while let Some((index, exception)) = queue.pop() {
        let Some(e) = exception.exact::<Exception>() else { continue };
        let mut added = Vec::new();
        for (is_cause, linked) in [(true, e.cause.get()), (false, e.context.get())] {
            if linked.is_kind(Kind::Exception) && !seen.contains(&linked.bits()) {
                let linked = add(vm, &mut nodes, &mut seen, &linked);
                *(if is_cause { &mut nodes[index].cause } else { &mut nodes[index].context }) = Some(linked.0);
                added.push(linked);
            }
        }
        if group::is_group(vm, &exception) {
            let members: Vec<_> =
                group::exceptions(&exception).iter().map(|m| add(vm, &mut nodes, &mut seen, m)).collect();
            nodes[index].members = Some(members.iter().map(|(i, _)| *i).collect());
            added.extend(members);
        }
        queue.extend(added);
    }
    nodes
}

fn node(vm: &mut Vm, exception: &Value, theme: Theme) -> Node {
    let (task, entries, suppress) = match exception.exact::<Exception>() {
        Some(e) => (task_line(e), limited(vm, entries(e)), e.suppress_context.get().is_true()),
        None => (String::new(), Vec::new(), false),
    };
    Node {
        task,
        entries,
        own: own_lines(vm, exception, theme),
        cause: None,
        context: None,
        suppress_context: suppress,
        members: None,
    }
}

/// From which task an exception is. Nothing of the main task, which the first entry of the traceback runs.
fn task_line(exception: &Exception) -> String {
    let Some(Report { task, function, place }) = origin::of_exception(exception) else { return String::new() };
    let first = entries(exception).into_iter().next();
    if first.is_some_and(|e| (&e.filename, e.position.line, &e.name) == (&place.filename, place.line, &place.name)) {
        return String::new();
    }
    let running = function.map(|name| format!(" running {name}()")).unwrap_or_default();
    format!("Task '{task}'{running}, created at {place}\n")
}

/// As many of the last entries as `sys.tracebacklimit` allows.
fn limited(vm: &Vm, mut entries: Vec<Entry>) -> Vec<Entry> {
    if let Some(limit) = vm.sys_attribute("tracebacklimit").and_then(|limit| limit.as_small_int()) {
        let limit = usize::try_from(limit).unwrap_or(0);
        entries.drain(..entries.len().saturating_sub(limit));
    }
    entries
}

/// `module.Class`, the module left out for built-in classes and those of the program itself.
pub fn class_title(vm: &Vm, class: &Class) -> String {
    let qualname = class.qualname.get().as_str().unwrap_or_default().to_string();
    match class.dict().get_str(&vm.names.module) {
        None => qualname,
        Some(module) => match module.as_str() {
            Some("__main__" | "builtins") => qualname,
            Some(module) => format!("{module}.{qualname}"),
            None => format!("<unknown>.{qualname}"),
        },
    }
}

/// `str(value)`, or `failed` if that raises.
pub fn safe_str(vm: &mut Vm, value: &Value, failed: &str) -> String {
    let text = vm.str(value);
    or_failed(vm, text, failed)
}

fn or_failed(vm: &mut Vm, text: Res<String>, failed: &str) -> String {
    match text {
        Ok(text) => text,
        Err(raised) => {
            drop((raised, vm.take_raised()));
            failed.to_string()
        }
    }
}

/// Class, text and notes of an exception.
fn own_lines(vm: &mut Vm, value: &Value, theme: Theme) -> String {
    let class = vm.class_of(value);
    let title = class_title(vm, &class);
    let mut out = match value.exact::<Exception>() {
        Some(e) if vm.is_exception(value, Exc::SyntaxError) => SyntaxDetails::of(vm, e).format(&title, theme),
        Some(e) => {
            let text = safe_str(vm, value, "<exception str() failed>");
            let text = text + &hints::suggestion(vm, value, e, &e.traceback.get());
            let title = theme.class(&title);
            if text.is_empty() { format!("{title}\n") } else { format!("{title}: {}\n", theme.place(&text)) }
        }
        None => theme.class(&title) + "\n",
    };
    let names = vm.names.notes.clone();
    match vm.get_attr_opt(value, &names) {
        Ok(None) => (),
        Ok(Some(notes)) => out.push_str(&note_lines(vm, &notes)),
        Err(raised) => {
            drop(raised);
            let error = vm.take_raised();
            let text = vm.repr(&error);
            let text = or_failed(vm, text, "<__notes__ repr() failed>");
            out.push_str(&format!("Ignored error getting __notes__: {text}\n"));
        }
    }
    out
}

fn note_lines(vm: &mut Vm, notes: &Value) -> String {
    let items = match (notes.get::<List>(), notes.get::<Tuple>()) {
        (Some(list), _) => list.items().borrow().clone(),
        (_, Some(tuple)) => tuple.items().to_vec(),
        _ if notes.is_none() => return String::new(),
        _ => {
            let text = vm.repr(notes);
            return or_failed(vm, text, "<__notes__ repr() failed>") + "\n";
        }
    };
    items.iter().map(|note| safe_str(vm, note, "<note str() failed>") + "\n").collect()
}

/// Lays nodes out; knows how deep in groups it is.
struct Layout<'a> {
    nodes: &'a [Node],
    lines: SourceLines,
    style: Style,
    depth: usize,
    /// The innermost group that is shown last still needs its closing line.
    need_close: bool,
    out: Vec<String>,
}

impl Layout<'_> {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    /// Adds text, each line behind the margin of the group it is in.
    fn emit(&mut self, text: &str, margin: char) {
        if self.depth == 0 {
            return self.out.push(text.to_string());
        }
        let prefix = format!("{}{margin} ", self.indent());
        self.out.push(text.split_inclusive('\n').map(|line| format!("{prefix}{line}")).collect());
    }

    /// An exception with what led to it.
    fn exception(&mut self, index: usize) {
        let mut chain = vec![(index, None)];
        let mut at = index;
        loop {
            let node = &self.nodes[at];
            let (next, text) = match (node.cause, node.context) {
                _ if !self.style.chain => break,
                (Some(cause), _) => (cause, CAUSE),
                (None, Some(context)) if !node.suppress_context => (context, CONTEXT),
                _ => break,
            };
            if let Some(last) = chain.last_mut() {
                last.1 = Some(text);
            }
            chain.push((next, None));
            at = next;
        }
        for (index, text) in chain.into_iter().rev() {
            if let Some(text) = text {
                self.emit(text, '|');
            }
            match &self.nodes[index].members {
                None => self.single(index, "Traceback (most recent call last):\n", '|'),
                Some(_) if self.depth > MAX_DEPTH => {
                    self.emit(&format!("... (max_group_depth is {MAX_DEPTH})\n"), '|');
                }
                Some(members) => self.group(index, members),
            }
        }
    }

    fn single(&mut self, index: usize, title: &str, margin: char) {
        let node = &self.nodes[index];
        if self.style.tasks && !node.task.is_empty() {
            let margin = if margin == '+' { ' ' } else { margin };
            self.emit(&node.task, margin);
        }
        if !node.entries.is_empty() {
            self.emit(title, margin);
            let lines = &mut self.lines;
            for text in format_entries(&node.entries, self.style.theme, |file, number| lines.line(file, number)) {
                self.emit(&text, '|');
            }
        }
        self.emit(&node.own, '|');
    }

    fn group(&mut self, index: usize, members: &[usize]) {
        let outermost = self.depth == 0;
        self.depth += outermost as usize;
        let margin = if outermost { '+' } else { '|' };
        self.single(index, "Exception Group Traceback (most recent call last):\n", margin);
        let shown = members.len().min(MAX_WIDTH + 1);
        self.need_close = false;
        for (i, member) in members.iter().take(shown).enumerate() {
            let is_last = i + 1 == shown;
            if is_last {
                // A group in here may write the closing line first.
                self.need_close = true;
            }
            let title = if i < MAX_WIDTH { (i + 1).to_string() } else { "...".to_string() };
            let corner = if i == 0 { "+-" } else { "  " };
            let indent = self.indent();
            self.out.push(format!("{indent}{corner}+---------------- {title} ----------------\n"));
            self.depth += 1;
            if i < MAX_WIDTH {
                self.exception(*member);
            } else {
                let more = members.len() - MAX_WIDTH;
                self.emit(&format!("and {more} more exception{}\n", if more > 1 { "s" } else { "" }), '|');
            }
            if is_last && self.need_close {
                let indent = self.indent();
                self.out.push(format!("{indent}+------------------------------------\n"));
                self.need_close = false;
            }
            self.depth -= 1;
        }
        self.depth -= outermost as usize;
    }
}
