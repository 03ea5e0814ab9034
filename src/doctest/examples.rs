//! The examples that a document has: fenced blocks of Markdown, the docstrings of a program, any other text as it is.

use rondo_grammar::ast::{Constant, ExprKind, Mod, Stmt, StmtKind};
use rondo_grammar::{LineIndex, Mode, SyntaxError};
use std::path::Path;

/// What is typed after one prompt, and what is shown to come of it.
#[derive(Debug, PartialEq)]
pub struct Example {
    /// The statement, with a line end.
    pub source: String,
    /// What is shown; empty or with a line end.
    pub want: String,
    /// The line of the document that it begins in, from 1.
    pub line: usize,
    /// Options by name, on or off: `# doctest: +ELLIPSIS`.
    pub options: Vec<(String, bool)>,
}

/// Examples that share a namespace.
#[derive(Debug, PartialEq)]
pub struct Section {
    /// What reports call it.
    pub name: String,
    /// The examples in order.
    pub examples: Vec<Example>,
}

/// A document's examples.
pub struct Document {
    /// Is it a program, which is run before its docstrings are tested?
    pub is_program: bool,
    /// The examples.
    pub sections: Vec<Section>,
}

impl Document {
    /// The examples of the file `name`.
    ///
    /// # Errors
    /// The SyntaxError of a program.
    pub fn of(name: &str, text: &str) -> Result<Document, SyntaxError> {
        let path = Path::new(name);
        let file = path.file_name().map(|file| file.to_string_lossy().into_owned()).unwrap_or_default();
        let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        if extension == "py" {
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            return Ok(Document { is_program: true, sections: docstrings(&stem, text)? });
        }
        let lines: Vec<(usize, &str)> = (1..).zip(text.lines()).collect();
        let examples = match extension.as_str() {
            "md" | "markdown" => fenced(&lines).into_iter().flat_map(|block| examples(&block)).collect(),
            _ => examples(&lines),
        };
        Ok(Document { is_program: false, sections: vec![Section { name: file, examples }] })
    }
}

/// The insides of the fenced blocks of a Markdown document.
fn fenced<'t>(lines: &[(usize, &'t str)]) -> Vec<Vec<(usize, &'t str)>> {
    let mut blocks = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for &(number, line) in lines {
        let trimmed = line.trim_start();
        let mark = trimmed.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = mark.map_or(0, |mark| trimmed.chars().take_while(|c| *c == mark).count());
        match (open, mark) {
            (None, Some(mark)) if length >= 3 && !(mark == '`' && trimmed[length..].contains('`')) => {
                open = Some((mark, length));
                blocks.push(Vec::new());
            }
            (Some((fence, least)), Some(mark))
                if mark == fence && length >= least && trimmed[length..].trim().is_empty() =>
            {
                open = None;
            }
            (Some(_), _) => blocks.last_mut().into_iter().for_each(|block: &mut Vec<_>| block.push((number, line))),
            (None, _) => (),
        }
    }
    blocks
}

/// The examples in a run of numbered lines.
fn examples(lines: &[(usize, &str)]) -> Vec<Example> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let (number, line) = lines[at];
        at += 1;
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let Some(first) = prompted(&line[indent..], ">>>") else { continue };
        let mut source = format!("{first}\n");
        while let Some(more) = lines.get(at).and_then(|(_, line)| prompted(line.get(indent..)?, "...")) {
            source.push_str(more);
            source.push('\n');
            at += 1;
        }
        let mut want = String::new();
        while let Some((_, line)) = lines.get(at) {
            let trimmed = line.trim();
            if trimmed.is_empty() || prompted(trimmed, ">>>").is_some() {
                break;
            }
            want.push_str(
                line.get(indent..).filter(|_| line[..indent.min(line.len())].trim().is_empty()).unwrap_or(trimmed),
            );
            want.push('\n');
            at += 1;
        }
        if source.trim().is_empty() {
            continue;
        }
        let options = options(&source);
        found.push(Example { source, want, line: number, options });
    }
    found
}

/// What follows a prompt and its blank; `None` if the line has no such prompt.
fn prompted<'t>(line: &'t str, prompt: &str) -> Option<&'t str> {
    let rest = line.strip_prefix(prompt)?;
    if rest.is_empty() { Some("") } else { rest.strip_prefix(' ') }
}

/// The options of `# doctest: +ELLIPSIS, -SKIP`.
fn options(source: &str) -> Vec<(String, bool)> {
    let mut options = Vec::new();
    for line in source.lines() {
        let Some((_, directive)) = line.split_once("# doctest:").or_else(|| line.split_once("#doctest:")) else {
            continue;
        };
        for word in directive.split([',', ' ']).filter(|word| !word.is_empty()) {
            match (word.strip_prefix('+'), word.strip_prefix('-')) {
                (Some(name), _) => options.push((name.to_string(), true)),
                (_, Some(name)) => options.push((name.to_string(), false)),
                _ => options.push((word.to_string(), true)),
            }
        }
    }
    options
}

/// The examples of a program's docstrings: its own, those of its functions and classes, and of what is in those classes.
fn docstrings(name: &str, text: &str) -> Result<Vec<Section>, SyntaxError> {
    let mut sections = Vec::new();
    if let Mod::Module(body) = rondo_grammar::parse(text, Mode::Exec)? {
        collect(name, &body, &LineIndex::new(text), &mut sections);
    }
    Ok(sections)
}

fn collect(name: &str, body: &[Stmt], index: &LineIndex, sections: &mut Vec<Section>) {
    if let Some(Stmt { kind: StmtKind::Expr(value), .. }) = body.first()
        && let ExprKind::Constant(Constant::Str(doc)) = &value.kind
    {
        let first = index.line(value.span.start) as usize;
        let lines: Vec<(usize, &str)> = (first..).zip(doc.lines()).collect();
        let examples = examples(&lines);
        if !examples.is_empty() {
            sections.push(Section { name: name.to_string(), examples });
        }
    }
    for statement in body {
        match &statement.kind {
            StmtKind::FunctionDef(function) => collect_function(name, function, index, sections),
            StmtKind::ClassDef(class) => collect(&format!("{name}.{}", class.name.id), &class.body, index, sections),
            _ => (),
        }
    }
}

/// As [`collect`], but what is defined in a function is not looked at.
fn collect_function(
    name: &str,
    function: &rondo_grammar::ast::FunctionDef,
    index: &LineIndex,
    sections: &mut Vec<Section>,
) {
    collect(&format!("{name}.{}", function.name.id), &function.body[..function.body.len().min(1)], index, sections);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_has_examples_in_fences() {
        let text = "text\n>>> no\n\n```python\n>>> f(\n... 1)\n2\n>>> x # doctest: +SKIP, -ELLIPSIS\n```\nafter\n";
        let Ok(document) = Document::of("a/b.md", text) else { panic!("it is no program") };
        let [section] = &document.sections[..] else { panic!("one section") };
        assert_eq!(section.name, "b.md");
        assert_eq!(
            section.examples[0],
            Example { source: "f(\n1)\n".into(), want: "2\n".into(), line: 5, options: Vec::new() }
        );
        assert_eq!((section.examples[1].line, section.examples[1].want.as_str()), (8, ""));
        assert_eq!(section.examples[1].options, [("SKIP".to_string(), true), ("ELLIPSIS".to_string(), false)]);
    }

    #[test]
    fn programs_have_examples_in_docstrings() {
        let text = "'''\n>>> 1\n1\n'''\nclass A:\n    def m(self):\n        \"\"\"Text.\n\n        >>> A()\n        x\n        \"\"\"\n";
        let sections = docstrings("m", text).unwrap_or_default();
        let example = |s: &Section| (s.name.clone(), s.examples[0].line, s.examples[0].want.clone());
        let shown: Vec<_> = sections.iter().map(example).collect();
        assert_eq!(shown, [("m".into(), 2, "1\n".into()), ("m.A.m".into(), 9, "x\n".into())]);
    }
}
