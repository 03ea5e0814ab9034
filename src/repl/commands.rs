//! The commands of a session: lines that begin with a colon.

use super::clock::Switch;
use super::session::Session;
use rondo_compiler::disassemble::disassemble;
use rondo_vm::heap::Kind;
use rondo_vm::object::code::Code;
use rondo_vm::object::str::Str;
use rondo_vm::value::Value;
use rondo_vm::vm::Res;
use std::rc::Rc;

/// Each command: name, what follows it, what it does.
const COMMANDS: &[(&str, &str, &str)] = &[
    ("help", "", "show this"),
    ("tasks", "", "show the tree of tasks, and what each waits for"),
    (
        "time",
        "[virtual|real]",
        "show or change the clock: a virtual one jumps over waits and stands still at the prompt",
    ),
    ("dis", "EXPRESSION", "show the code of a function, method, coroutine, generator or class"),
    ("reset", "", "forget all names and cancel all tasks"),
    ("exit", "", "end the session, as exit(), quit() and Ctrl-D do"),
];

/// The names of the commands.
pub fn names() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().map(|(name, ..)| *name)
}

/// Carries out a command, given without its colon. Returns the exit status if it ends the session.
pub fn run(session: &mut Session, switch: &Rc<Switch>, command: &str) -> Option<i32> {
    let (name, argument) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    let argument = argument.trim();
    let result = match name {
        "dis" => dis(session, argument),
        "time" => time(session, switch, argument),
        "help" | "tasks" | "reset" | "exit" if !argument.is_empty() => {
            say(session, &format!(":{name} takes nothing after it\n"))
        }
        "help" => say(session, &help()),
        "tasks" => tasks(session),
        "reset" => return session.reset(),
        "exit" => return Some(0),
        _ => say(session, &unknown(name)),
    };
    let status = result.err().and_then(|raised| session.report(raised));
    session.flush();
    status
}

fn say(session: &mut Session, text: &str) -> Res<()> {
    let Some(stdout) = session.vm.sys()?.get_name("stdout") else { return Ok(()) };
    session.vm.write_text(&stdout, text)
}

fn help() -> String {
    let mut text =
        String::from("Type a statement to run it; await, async for and async with may stand at top level.\n");
    for (name, argument, purpose) in COMMANDS {
        let usage = format!(":{name} {argument}");
        text.push_str(&format!("  {:<22} {purpose}\n", usage.trim_end()));
    }
    text + "help(thing) shows what is known about a thing.\n"
}

fn unknown(name: &str) -> String {
    let near = rondo_vm::report::suggest(name, COMMANDS.iter().map(|(name, ..)| *name));
    let hint = near.map(|name| format!(" Did you mean :{name}?")).unwrap_or_default();
    format!("there is no command :{name}.{hint} :help lists them.\n")
}

fn time(session: &mut Session, switch: &Rc<Switch>, argument: &str) -> Res<()> {
    match argument {
        "" => (),
        "virtual" => switch.virtual_time.set(true),
        "real" => switch.virtual_time.set(false),
        other => return say(session, &format!(":time takes virtual or real, not {other}\n")),
    }
    let clock = if switch.virtual_time.get() { "virtual" } else { "real" };
    say(session, &format!("time is {clock}\n"))
}

fn tasks(session: &mut Session) -> Res<()> {
    let reports = session.vm.import_module("asyncio.reports")?;
    let tree = session.vm.call_method(&reports, "task_tree", &[])?;
    say(session, tree.as_str().unwrap_or_default())
}

fn dis(session: &mut Session, argument: &str) -> Res<()> {
    if argument.is_empty() {
        return say(session, ":dis takes an expression: a function, method, coroutine, generator or class\n");
    }
    let value = match session.evaluate(argument) {
        Ok(value) => value,
        Err(raised) => {
            drop(raised);
            let exception = session.vm.take_raised();
            let text = rondo_vm::report::chain::format_only(session.vm, &exception);
            return say(session, &format!(":dis: {text}"));
        }
    };
    let mut codes = codes_of(session, &value)?;
    if let (true, Some(class)) = (codes.is_empty(), value.exact::<rondo_vm::object::class::Class>()) {
        for entry in class.dict().entries() {
            codes.extend(codes_of(session, &entry.value)?);
        }
    }
    if codes.is_empty() {
        let name = session.vm.type_name(&value);
        return say(session, &format!(":dis: {argument} has no code: it is of type {name}\n"));
    }
    // A coroutine that was made only to be shown is not one that somebody forgot to await.
    if session.vm.type_name(&value) == "coroutine" && session.vm.call_method(&value, "close", &[]).is_err() {
        drop(session.vm.take_raised());
    }
    for code in codes {
        if let Some(code) = code.exact::<Code>() {
            say(session, &disassemble(&code.proto))?;
        }
    }
    Ok(())
}

/// The code object behind a value, if there is one.
fn codes_of(session: &mut Session, value: &Value) -> Res<Vec<Value>> {
    if value.is_kind(Kind::Code) {
        return Ok(vec![value.clone()]);
    }
    for path in
        [&["__code__"][..], &["__func__", "__code__"], &["cr_code"], &["gi_code"], &["ag_code"], &["fget", "__code__"]]
    {
        let mut found = Some(value.clone());
        for name in path {
            let Some(of) = found else { break };
            found = session.vm.get_attr_opt(&of, &Str::intern(name).into_value())?;
        }
        if let Some(code) = found.filter(|code| code.is_kind(Kind::Code)) {
            return Ok(vec![code]);
        }
    }
    Ok(Vec::new())
}
