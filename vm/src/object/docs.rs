//! The docstrings of built-in functions, methods and special methods: one readable table, `docs.txt`; and another,
//! `signatures.txt`, of what `__text_signature__` says where it is not how their arguments are bound.

/// See its head for how it is written.
const TABLE: &str = include_str!("docs.txt");
/// See its head too.
const SIGNATURES: &str = include_str!("signatures.txt");

/// The docstring of a native: `owner` is its class's or module's name, `slot` says that it may be one of the special
/// methods, which say the same in every class.
pub fn of(owner: &str, name: &str, slot: bool) -> Option<String> {
    entry(TABLE, owner, name).or_else(|| if slot { entry(TABLE, "special methods", name) } else { None })
}

/// The signature that the table has for a function or method of `owner`, or for a class, of `classes`; `Some(None)` if it
/// is to have none.
pub fn signature_of(owner: &str, name: &str) -> Option<Option<String>> {
    let every = || if owner == "classes" { None } else { entry(SIGNATURES, "every class", name) };
    let text = entry(SIGNATURES, owner, name).or_else(every)?;
    Some(Some(text).filter(|text| text != "-"))
}

/// What stands under a name, below the head that names `owner`; lines that continue another are joined to it.
fn entry(table: &str, owner: &str, name: &str) -> Option<String> {
    let mut here = false;
    let mut lines = table.lines();
    let first = lines.by_ref().find_map(|line| {
        if let Some(head) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            here = head == owner || head.split(' ').any(|class| class == owner);
        }
        let text = line.strip_prefix(name).filter(|_| here)?;
        text.strip_prefix(": ")
    })?;
    let mut text = first.to_string();
    for more in lines.map_while(|line| line.strip_prefix("  ")) {
        text.push(' ');
        text.push_str(more);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_by_owner_and_name() {
        assert_eq!(of("builtins", "len", false).as_deref(), Some("The number of items in a container."));
        assert_eq!(of("bytearray", "find", false), of("bytes", "find", false));
        assert_eq!(of("builtins", "le", false), None);
        assert_eq!(of("list", "__len__", true).as_deref(), Some("len(self)"));
        assert_eq!(of("list", "__len__", false), None);
        assert!(of("builtins", "max", false).is_some_and(|text| text.ends_with("there is none and no default.")));
    }

    #[test]
    fn every_line_is_a_head_an_entry_or_goes_on() {
        for line in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', ' '])) {
            let is_head = line.starts_with('[') && line.ends_with(']');
            assert!(is_head || line.split_once(": ").is_some_and(|(name, _)| !name.contains(' ')), "{line}");
        }
    }
}
