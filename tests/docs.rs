//! Runs what README.md and the pages of docs/ show, and compares what is printed with what they say is printed. One
//! program is one test: `cargo test --test docs -- tutorial/en/04` runs those of a chapter.
//!
//! - A fence ```` ```python ```` is a whole program. The fence ```` ```text ```` that must follow it holds what the
//!   program prints to stdout and stderr. A comment right before the program says how it is run, where that is not
//!   `rondo program.py` with no input and exit status 0: `<!-- run: rondo --debug ask.py x; status 1; input "5\n" -->`.
//!   With `any output` in it no fence ```` ```text ```` is wanted.
//! - The fences ```` ```pycon ````, and others that begin with `>>>`, of a page with the line
//!   `<!-- session: as typed -->` are one session at a plain prompt; all that is printed is compared, stderr included.
//!   Those of other pages are run by `tests/doctest.rs`.
//! - `docs/modules.md` is what `docs/generate.py` prints; `docs/command-line.md` has what `rondo --help` lists.

mod run;

use libtest_mimic::{Arguments, Failed, Trial};
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let mut trials = vec![
        Trial::test("modules.md is up to date", modules_are_up_to_date),
        Trial::test("command-line.md has all options", all_options_are_described),
    ];
    for page in pages() {
        let text = fs::read_to_string(run::root().join(&page)).expect("a readable page");
        let fences = match fences(&text) {
            Ok(fences) => fences,
            Err(line) => {
                trials.push(Trial::test(page.clone(), move || Err(format!("{page}:{line}: never closed").into())));
                continue;
            }
        };
        for (index, fence) in fences.iter().enumerate().filter(|(_, fence)| fence.is_program()) {
            let output = fences.get(index + 1).filter(|next| next.language == "text" && next.follows).cloned();
            let (page, fence) = (page.clone(), fence.clone());
            let name = format!("{page}:{}", fence.line);
            trials.push(Trial::test(name, move || check_program(&page, &fence, output.as_ref())));
        }
        let session: Vec<Fence> = fences.into_iter().filter(Fence::is_session).collect();
        if text.lines().any(|line| line == "<!-- session: as typed -->") {
            trials.push(Trial::test(format!("{page} session"), move || check_session(&page, &session)));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// README.md and the pages of docs/, relative to the root.
fn pages() -> Vec<String> {
    let mut pages = vec!["README.md".to_owned()];
    let mut folders = vec!["docs".to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(run::root().join(&folder)).expect("a folder of pages") {
            let name = entry.expect("a readable folder").file_name().into_string().expect("a file name in UTF-8");
            let path = format!("{folder}/{name}");
            if run::root().join(&path).is_dir() {
                folders.push(path);
            } else if name.ends_with(".md") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    pages
}

/// A block of a page between lines of three backquotes.
#[derive(Clone, Debug)]
struct Fence {
    /// What follows the opening backquotes.
    language: String,
    /// The number of its first line inside.
    line: usize,
    /// Its lines inside, each with its end.
    text: String,
    /// The comment `<!-- run: ... -->` right before it.
    request: Option<String>,
    /// Is there nothing but empty lines between it and the fence before?
    follows: bool,
}

impl Fence {
    fn is_session(&self) -> bool {
        self.language == "pycon" || self.text.starts_with(">>> ")
    }

    fn is_program(&self) -> bool {
        self.language == "python" && !self.is_session()
    }
}

/// The fences of a page, or the line of one that is never closed.
fn fences(page: &str) -> Result<Vec<Fence>, usize> {
    let mut fences: Vec<Fence> = Vec::new();
    let (mut open, mut follows, mut before): (Option<Fence>, bool, &str) = (None, false, "");
    for (index, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some("")) => {
                fences.extend(open.take());
                follows = true;
            }
            (Some(fence), _) => {
                fence.text.push_str(line);
                fence.text.push('\n');
            }
            (None, Some(language)) => {
                let request = before.strip_prefix("<!-- run: ").and_then(|rest| rest.strip_suffix(" -->"));
                let (language, request) = (language.to_owned(), request.map(str::to_owned));
                open = Some(Fence { language, line: index + 2, text: String::new(), request, follows });
            }
            (None, None) => follows &= line.is_empty(),
        }
        before = line;
    }
    open.map_or(Ok(fences), |fence| Err(fence.line - 1))
}

/// How a program is run and ends.
struct Request {
    /// The arguments of the command.
    arguments: Vec<String>,
    /// The program's file name, one of the arguments.
    file: String,
    input: String,
    status: i32,
    /// Is the output not compared?
    any_output: bool,
}

/// Reads what stands in the comment before a program, or says what is wrong with it.
fn request(comment: Option<&str>) -> Result<Request, String> {
    let mut parts = comment.unwrap_or("rondo program.py").split("; ");
    let words: Vec<&str> = parts.next().unwrap_or_default().split_whitespace().collect();
    let ["rondo", arguments @ ..] = words.as_slice() else { return Err("the comment does not run rondo".into()) };
    let arguments: Vec<String> = arguments.iter().map(|word| word.to_string()).collect();
    let file = arguments.iter().find(|word| word.ends_with(".py")).ok_or("the comment names no file")?.clone();
    let mut request = Request { arguments, file, input: String::new(), status: 0, any_output: false };
    for part in parts {
        match part.split_once(' ') {
            Some(("any", "output")) => request.any_output = true,
            Some(("status", number)) => request.status = number.parse().map_err(|_| "the status is no number")?,
            Some(("input", quoted)) => {
                let text = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                request.input = text.ok_or("the input is not in quotes")?.replace("\\n", "\n");
            }
            _ => return Err(format!("the comment asks for something unknown: {part}")),
        }
    }
    Ok(request)
}

fn check_program(page: &str, program: &Fence, output: Option<&Fence>) -> Result<(), Failed> {
    let at = format!("{page}:{}", program.line);
    let request = request(program.request.as_deref()).map_err(|problem| format!("{at}: {problem}"))?;
    if output.is_none() && !request.any_output {
        return Err(format!("{at}: no ```text fence follows this program").into());
    }
    let folder = scratch(&at)?;
    fs::write(folder.join(&request.file), &program.text)?;
    let (printed, status) =
        run::transcript(run::rondo().args(&request.arguments).current_dir(&folder), &request.input)?;
    fs::remove_dir_all(&folder)?;
    let printed = printed.replace(&format!("{}/", folder.display()), "");
    if let Some(output) = output {
        compare(page, &lines_of(std::slice::from_ref(output)), &printed, output.line)?;
    }
    match status == request.status {
        true => Ok(()),
        false => Err(format!("{at}: ends with status {status} instead of {}", request.status).into()),
    }
}

fn check_session(page: &str, fences: &[Fence]) -> Result<(), Failed> {
    let expected = lines_of(fences);
    let typed = expected.iter().filter_map(|(_, line)| match *line {
        "..." => Some(""),
        line => line.strip_prefix(">>> ").or_else(|| line.strip_prefix("... ")),
    });
    let input: String = typed.flat_map(|line| [line, "\n"]).collect();
    let (printed, status) = run::transcript(run::rondo().args(["-i", "-q"]), &input)?;
    let printed = run::with_input(&printed, &input);
    // The last prompt found the end of the input.
    let printed = printed.strip_suffix(">>> \n").unwrap_or(&printed);
    compare(page, &expected, printed, fences.last().map_or(1, |fence| fence.line))?;
    if status == 0 { Ok(()) } else { Err(format!("{page}: the session ends with status {status}").into()) }
}

/// The lines inside of fences with their numbers.
fn lines_of(fences: &[Fence]) -> Vec<(usize, &str)> {
    fences.iter().flat_map(|fence| fence.text.lines().enumerate().map(|(i, line)| (fence.line + i, line))).collect()
}

/// Says where the page and what is printed differ first. `end` is a line to name when the page shows nothing.
fn compare(page: &str, expected: &[(usize, &str)], printed: &str, end: usize) -> Result<(), Failed> {
    let mut found = printed.lines().map(str::trim_end);
    for (line, text) in expected {
        let found = found.next();
        if found != Some(text.trim_end()) {
            let found = found.unwrap_or("(nothing more)");
            return Err(format!("{page}:{line}: the page says\n  {text}\nprinted is\n  {found}\nin\n{printed}").into());
        }
    }
    match found.next() {
        None => Ok(()),
        Some(more) => {
            let line = expected.last().map_or(end, |(line, _)| line + 1);
            Err(format!("{page}:{line}: printed is more than the page says:\n  {more}\nin\n{printed}").into())
        }
    }
}

/// An empty folder for the program at `at`.
fn scratch(at: &str) -> std::io::Result<PathBuf> {
    let name = at.replace(['/', ':'], "-");
    let folder = std::env::temp_dir().join(format!("rondo-docs-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder)?;
    fs::canonicalize(folder)
}

fn modules_are_up_to_date() -> Result<(), Failed> {
    let output = run::run(run::rondo().arg("docs/generate.py"), None, run::LIMIT);
    let page = fs::read_to_string(Path::new(run::root()).join("docs/modules.md"))?;
    match output.status {
        0 if output.stdout == page => Ok(()),
        0 => Err("docs/modules.md is out of date: cargo run -- docs/generate.py > docs/modules.md".into()),
        status => Err(format!("docs/generate.py ends with status {status}\n{}", output.stderr).into()),
    }
}

/// Every option and subcommand that `rondo --help` begins a line with stands in `docs/command-line.md` as code.
fn all_options_are_described() -> Result<(), Failed> {
    let help = run::run(run::rondo().arg("--help"), None, run::LIMIT).stdout;
    let page = fs::read_to_string(run::root().join("docs/command-line.md"))?;
    for line in help.lines().filter_map(|line| line.strip_prefix("  ")) {
        let words: Vec<&str> = line.split_whitespace().take(2).collect();
        let named = match words.as_slice() {
            ["rondo", subcommand] => format!("`rondo {subcommand}"),
            [option, ..] if option.starts_with('-') => format!("`{}", option.trim_end_matches(',')),
            _ => continue,
        };
        if !page.contains(&named) {
            return Err(format!("docs/command-line.md says nothing of {named}`").into());
        }
    }
    Ok(())
}
