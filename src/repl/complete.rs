//! What may stand at the cursor: names, attributes, modules, commands.

use super::commands;
use super::editor::highlight::{KEYWORDS, Style, styles};
use super::session::Session;
use rondo_vm::heap::Kind;
use rondo_vm::object::str::Str;
use rondo_vm::value::Value;
use rondo_vm::vm::Res;
use std::collections::BTreeSet;

/// Words that are keywords in some places only.
const SOFT_KEYWORDS: &[&str] = &["case", "match", "type"];

/// What the text before the cursor may go on with.
#[derive(Debug, Default)]
pub struct Completions {
    /// Where the word begins that they replace.
    pub start: usize,
    /// The words, in order.
    pub words: Vec<String>,
}

/// The completions of `text`, which ends at the cursor.
pub fn complete(session: &mut Session, text: &str) -> Completions {
    let line = &text[text.rfind('\n').map_or(0, |at| at + 1)..];
    if let Some(command) = text.strip_prefix(':').filter(|c| !c.contains(char::is_whitespace)) {
        let words = commands::names().filter(|name| name.starts_with(command)).map(str::to_string).collect();
        return Completions { start: 1, words };
    }
    let inside = styles(text, |_| false).last().copied();
    if matches!(inside, Some(Style::Text | Style::Comment)) {
        return Completions::default();
    }
    let dotted_start = text
        .rfind(|c: char| !c.is_alphanumeric() && c != '_' && c != '.')
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let dotted = &text[dotted_start..];
    let start = text.len() - dotted.rsplit('.').next().unwrap_or_default().len();
    let prefix = text[start..].to_string();
    let found = match imported(line, dotted) {
        Some(Wanted::Module(package)) => modules(session, &package),
        Some(Wanted::NameOf(module)) => names_of_module(session, &module),
        None => match dotted.rsplit_once('.') {
            Some((object, _)) => attributes(session, object, &prefix),
            None if dotted.is_empty() => Ok(BTreeSet::new()),
            None => names(session, &prefix),
        },
    };
    let words = found.unwrap_or_else(|raised| {
        // An object that cannot be asked has nothing to offer.
        drop((raised, session.vm.take_raised()));
        BTreeSet::new()
    });
    Completions { start, words: words.into_iter().filter(|word| word.starts_with(&prefix)).collect() }
}

/// What an import statement wants at its end.
enum Wanted {
    /// A module of a package, or one that is in none.
    Module(String),
    /// A name that a module has.
    NameOf(String),
}

fn imported(line: &str, dotted: &str) -> Option<Wanted> {
    let mut words = line.split_whitespace();
    let first = words.next()?;
    let package = dotted.rsplit_once('.').map_or("", |(package, _)| package).to_string();
    let rest = line.trim_start().strip_prefix(first)?;
    if !rest.starts_with(char::is_whitespace) {
        return None;
    }
    match first {
        "import" if !rest.contains(" as ") => Some(Wanted::Module(package)),
        "from" => match rest.split_once(" import") {
            Some((module, names)) if names.starts_with([' ', '(']) => Some(Wanted::NameOf(module.trim().to_string())),
            Some(_) => None,
            None => Some(Wanted::Module(package)),
        },
        _ => None,
    }
}

fn modules(session: &mut Session, package: &str) -> Res<BTreeSet<String>> {
    if !package.is_empty() && session.vm.modules.get_name(package).is_none() {
        session.vm.import_module(package)?;
    }
    Ok(session.vm.module_names(package))
}

fn names_of_module(session: &mut Session, module: &str) -> Res<BTreeSet<String>> {
    let imported = session.vm.import_module(module)?;
    let mut names = dir(session, &imported)?;
    names.extend(session.vm.module_names(module));
    names.retain(|name| !name.starts_with('_'));
    Ok(names)
}

fn names(session: &mut Session, prefix: &str) -> Res<BTreeSet<String>> {
    let mut words: BTreeSet<String> = KEYWORDS.iter().chain(SOFT_KEYWORDS).map(|k| k.to_string()).collect();
    let namespaces = [session.globals.clone(), session.vm.builtins.clone()];
    for entry in namespaces.iter().flat_map(|namespace| namespace.entries()) {
        let Some(name) = entry.key.as_str() else { continue };
        if name.starts_with(prefix) && (!name.starts_with('_') || prefix.starts_with('_')) {
            words.insert(with_parenthesis(session, name, &entry.value));
        }
    }
    Ok(words)
}

fn attributes(session: &mut Session, path: &str, prefix: &str) -> Res<BTreeSet<String>> {
    let mut parts = path.split('.');
    let first = parts.next().unwrap_or_default();
    let found = session.globals.get_name(first).or_else(|| session.vm.builtins.get_name(first));
    let Some(mut object) = found else { return Ok(BTreeSet::new()) };
    for part in parts {
        object = session.vm.get_attr(&object, &Str::intern(part).into_value())?;
    }
    let mut words = BTreeSet::new();
    for name in dir(session, &object)? {
        if !name.starts_with(prefix) || name.starts_with('_') && !prefix.starts_with('_') {
            continue;
        }
        // A property is not asked for its value: that may do anything.
        let class = session.vm.class_of(&object);
        let on_class = class.to_value();
        let interned = Str::intern(&name).into_value();
        let is_property = match session.vm.get_attr_opt(&on_class, &interned) {
            Ok(Some(value)) => value.is_kind(Kind::Descriptor),
            Ok(None) => false,
            Err(raised) => {
                drop((raised, session.vm.take_raised()));
                true
            }
        };
        let value = match is_property {
            true => None,
            false => session.vm.get_attr_opt(&object, &interned).unwrap_or_else(|raised| {
                drop((raised, session.vm.take_raised()));
                None
            }),
        };
        words.insert(match value {
            Some(value) => with_parenthesis(session, &name, &value),
            None => name,
        });
    }
    Ok(words)
}

/// The name, with an opening parenthesis if it is of something that is called.
fn with_parenthesis(session: &mut Session, name: &str, value: &Value) -> String {
    let callable = matches!(value.kind(), Some(Kind::Function | Kind::BoundMethod | Kind::Native | Kind::Class))
        || session.vm.type_name(value) == "builtin_function_or_method";
    if callable && !KEYWORDS.contains(&name) { format!("{name}(") } else { name.to_string() }
}

/// `dir(object)`.
fn dir(session: &mut Session, object: &Value) -> Res<BTreeSet<String>> {
    let function = session.vm.builtins.get_name("dir").unwrap_or(Value::NONE);
    let listed = session.vm.call(&function, std::slice::from_ref(object))?;
    let names = session.vm.collect(&listed)?;
    Ok(names.iter().filter_map(Value::as_str).map(str::to_string).collect())
}
