//! Is what was printed what is shown? The rules and options of CPython's module `doctest`, and one more: where an address
//! is shown, any address will do.

/// The options that there are.
pub const OPTIONS: [&str; 5] =
    ["ELLIPSIS", "NORMALIZE_WHITESPACE", "IGNORE_EXCEPTION_DETAIL", "DONT_ACCEPT_BLANKLINE", "SKIP"];

/// The options of an example.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Flags {
    /// `...` stands for anything.
    ellipsis: bool,
    /// Runs of blanks and line ends are all the same.
    normalize_whitespace: bool,
    /// Of an exception only the class counts.
    ignore_exception_detail: bool,
    /// `<BLANKLINE>` stands for itself.
    dont_accept_blankline: bool,
    /// The example is not run.
    pub skip: bool,
}

impl Flags {
    /// Sets an option by its name; false if there is no such option.
    pub fn set(&mut self, name: &str, on: bool) -> bool {
        let flag = match name {
            "ELLIPSIS" => &mut self.ellipsis,
            "NORMALIZE_WHITESPACE" => &mut self.normalize_whitespace,
            "IGNORE_EXCEPTION_DETAIL" => &mut self.ignore_exception_detail,
            "DONT_ACCEPT_BLANKLINE" => &mut self.dont_accept_blankline,
            "SKIP" => &mut self.skip,
            _ => return false,
        };
        *flag = on;
        true
    }
}

/// What a comparison came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As shown.
    Same,
    /// Otherwise.
    Different,
}

fn verdict(same: bool) -> Verdict {
    if same { Verdict::Same } else { Verdict::Different }
}

/// Compares what was printed, `got`, with what is shown.
pub fn output(want: &str, got: &str, flags: Flags) -> Verdict {
    let want = if flags.dont_accept_blankline { want.to_string() } else { blank_lines(want) };
    let (want, got) = (without_addresses(&want), without_addresses(got));
    let (want, got) = match flags.normalize_whitespace {
        true => (words(&want), words(&got)),
        false => (want, got),
    };
    verdict(want == got || flags.ellipsis && matches_with_gaps(&want, &got))
}

/// Compares the last lines of an exception, `got`, with those of the traceback that is shown.
pub fn exception(want: &str, got: &str, flags: Flags) -> Verdict {
    let Some(shown) = message(want) else { return Verdict::Different };
    if flags.ignore_exception_detail {
        return verdict(class_name(&shown) == class_name(got));
    }
    output(&shown, got, flags)
}

/// The last lines of a traceback that is shown: what follows the indented ones.
fn message(want: &str) -> Option<String> {
    let mut lines = want.lines();
    let header = lines.by_ref().find(|line| line.trim_end().ends_with("Traceback (most recent call last):"))?;
    // Of a group, what stands behind the margin.
    let margin = header.trim_start().starts_with("+ Exception Group");
    let lines = lines.map(|line| if margin { line.trim_start().strip_prefix("| ").unwrap_or("") } else { line });
    let rest: Vec<&str> = lines.skip_while(|line| line.is_empty() || line.starts_with([' ', '\t', '.'])).collect();
    let rest: Vec<&str> = if margin { rest.into_iter().take_while(|line| !line.is_empty()).collect() } else { rest };
    Some(rest.iter().map(|line| format!("{line}\n")).collect())
}

/// `ValueError` of `mod.ValueError: text`.
fn class_name(message: &str) -> &str {
    let first = message.lines().next().unwrap_or_default();
    let class = first.split(':').next().unwrap_or_default().trim();
    class.rsplit('.').next().unwrap_or_default()
}

/// `<BLANKLINE>` made an empty line.
fn blank_lines(want: &str) -> String {
    let lines = want.split_inclusive('\n').map(|line| if line.trim_end() == "<BLANKLINE>" { "\n" } else { line });
    lines.collect()
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Addresses of objects, which differ from run to run, all made the same.
fn without_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(" at 0x") {
        let digits = at + " at 0x".len();
        let end = rest[digits..].find(|c: char| !c.is_ascii_hexdigit()).map_or(rest.len(), |n| digits + n);
        out.push_str(&rest[..digits]);
        // `0x...` in what is shown stays what it is.
        out.push_str(if end > digits { "0" } else { "" });
        rest = &rest[end..];
    }
    out + rest
}

/// Does `got` fit `want`, in which `...` stands for anything?
fn matches_with_gaps(want: &str, got: &str) -> bool {
    let pieces: Vec<&str> = want.split("...").collect();
    let [first, middle @ .., last] = pieces.as_slice() else { return want == got };
    let Some(rest) = got.strip_prefix(first) else { return false };
    let Some(mut rest) = rest.strip_suffix(last) else { return false };
    for piece in middle {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(names: &[&str]) -> Flags {
        let mut flags = Flags::default();
        names.iter().for_each(|name| assert!(flags.set(name, true)));
        flags
    }

    #[test]
    fn outputs() {
        let none = Flags::default();
        assert_eq!(output("1\n", "1\n", none), Verdict::Same);
        assert_eq!(output("1\n", "2\n", none), Verdict::Different);
        assert_eq!(output("a\n<BLANKLINE>\nb\n", "a\n\nb\n", none), Verdict::Same);
        assert_eq!(output("<f at 0x7f00>\n", "<f at 0x55>\n", none), Verdict::Same);
        assert_eq!(output("[0, ..., 9]\n", "[0, 1, 9]\n", none), Verdict::Different);
        assert_eq!(output("[0, ..., 9]\n", "[0, 1, 9]\n", flags(&["ELLIPSIS"])), Verdict::Same);
        assert_eq!(output("aa...aa\n", "aaa\n", flags(&["ELLIPSIS"])), Verdict::Different);
        assert_eq!(output("a  b\nc\n", "a b c\n", flags(&["NORMALIZE_WHITESPACE"])), Verdict::Same);
    }

    #[test]
    fn exceptions() {
        let want = "Traceback (most recent call last):\n  File \"x\", line 1\n    ...\nmod.E: text\n";
        assert_eq!(exception(want, "mod.E: text\n", Flags::default()), Verdict::Same);
        assert_eq!(exception(want, "mod.E: other\n", Flags::default()), Verdict::Different);
        assert_eq!(exception(want, "other.E: other\n", flags(&["IGNORE_EXCEPTION_DETAIL"])), Verdict::Same);
        assert_eq!(exception("1\n", "E\n", Flags::default()), Verdict::Different);
        let group = "  + Exception Group Traceback (most recent call last):\n  |   File \"x\"\n  | G: two\n  +-+----\n";
        assert_eq!(exception(group, "G: two\n", Flags::default()), Verdict::Same);
    }
}
