//! The command line: options as `python`'s, the first argument that is none names the program.

use crate::check;
use crate::doctest;
use lexopt::{Arg, Parser, ValueExt};
use rondo_vm::flags::Flags;
use rondo_vm::object::file::open::path_text;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::os::unix::ffi::OsStrExt;

/// What the command is asked to do.
#[derive(Debug, PartialEq)]
pub enum Command {
    /// Say how the command is used.
    Help,
    /// Say which version it is.
    Version,
    /// Show the code that a file compiles to.
    Dis(OsString),
    /// Look for mistakes in programs without running them.
    Check(check::Request),
    /// Run the sessions that documents show.
    Doctest(doctest::Request),
    /// Run a program.
    Run(Program),
}

/// A program to run.
#[derive(Debug, PartialEq)]
pub struct Program {
    /// Where its text is.
    pub source: Source,
    /// `sys.argv` but for the first item.
    pub arguments: Vec<String>,
    /// How it is run.
    pub options: Options,
}

/// How a program is run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The clock jumps over waits.
    pub virtual_time: bool,
    /// Event loops are in debug mode.
    pub debug: bool,
    /// A session follows the program.
    pub inspect: bool,
    /// A session begins without saying what it is.
    pub quiet: bool,
    /// The first line of the program is left out.
    pub skips_first_line: bool,
    /// Those of `sys.flags`.
    pub flags: Flags,
}

/// Where a program's text is.
#[derive(Debug, PartialEq)]
pub enum Source {
    /// In a file, or in a directory with a `__main__.py`.
    File(OsString),
    /// On the command line.
    Code(String),
    /// In a module.
    Module(String),
    /// Typed at a prompt.
    Session,
    /// On standard input; was that said by `-`?
    Stdin(bool),
}

/// A command line that means nothing: what is wrong with it.
#[derive(Debug, PartialEq)]
pub struct Usage(pub String);

/// `rondo --version`.
pub const VERSION: &str = concat!("Rondo ", env!("CARGO_PKG_VERSION"), " (Python 3.14 language)\n");

/// How the command is used, in one line.
pub const SYNOPSIS: &str = "usage: rondo [OPTION]... [FILE | -c CODE | -m MODULE | -] [ARGUMENT]...\n";

/// `rondo --help`.
pub const HELP: &str = "\
usage: rondo [OPTION]... [FILE | -c CODE | -m MODULE | -] [ARGUMENT]...

Runs a Python program. FILE may be a directory that holds a __main__.py; with - the program is read from standard
input. The arguments after it are the program's: sys.argv[1:]. Without a program, on a terminal, a session begins: a
prompt that runs what is typed.

  -c CODE        run CODE
  -m MODULE      run a module as a program
  -i             a session, also when standard input is no terminal; after a program, if one is given
  -q             a session begins without saying what it is
  -u             what is written to stdout and stderr goes out at once; also PYTHONUNBUFFERED=x
  -W FILTER      a filter of warnings: ACTION:MESSAGE:CATEGORY:MODULE:LINE; also PYTHONWARNINGS=FILTER,...
  -O, -OO        assert does nothing; with -OO neither are there docstrings; also PYTHONOPTIMIZE=x
  -E             no variable PYTHON... of the environment counts
  -P             the program's folder is not searched for modules; also PYTHONSAFEPATH=x
  -I             -E, -P and -s
  -X NAME[=VALUE]
                 dev (all warnings, event loops in debug mode), int_max_str_digits=N; others are only kept in
                 sys._xoptions
  -b, -bb        comparing bytes with text, and str() of bytes, is warned of; with -bb it is an error
  -x             the first line of the program is left out
  -B, -R, -s, -S for scripts that give them to python: they change nothing but sys.flags
  --virtual-time the clock stands still while the program runs and jumps over its waits
  --debug        event loops in debug mode: reports what blocks a loop for more than 100 ms, and where
  -h, --help     show this and exit
  -V, --version  show the version and exit

  rondo dis FILE      show the code that FILE compiles to
  rondo repl          a session, as -i
  rondo check [--json] FILE|DIR...
                      compile without running: report all syntax errors, and warn of likely mistakes
  rondo doctest [-o OPTION]... [--virtual-time] FILE...
                      run the sessions that documents and docstrings show, and report what goes otherwise
";

/// Reads the process's arguments.
pub fn parse() -> Result<Command, Usage> {
    parse_from(Parser::from_env(), std::io::stdin().is_terminal())
}

fn parse_from(mut parser: Parser, interactive: bool) -> Result<Command, Usage> {
    let usage = |error: lexopt::Error| Usage(error.to_string());
    let mut options = Options::default();
    let mut first = parser.next().map_err(usage)?;
    loop {
        match first {
            Some(Arg::Long("virtual-time")) => options.virtual_time = true,
            Some(Arg::Long("debug")) => options.debug = true,
            Some(Arg::Short('i')) => options.inspect = true,
            Some(Arg::Short('q')) => options.quiet = true,
            Some(Arg::Short('x')) => options.skips_first_line = true,
            Some(Arg::Short(option @ ('W' | 'X'))) => {
                let missing = |_| Usage(format!("Argument expected for the -{option} option"));
                let value = parser.value().map_err(missing)?;
                let text = value.string().map_err(|_| Usage(format!("The argument of -{option} is not text")))?;
                if option == 'W' { options.flags.warnings.push(text) } else { add_x(&mut options.flags, &text)? }
            }
            Some(Arg::Short(option)) if add_flag(&mut options.flags, option) => {}
            _ => break,
        }
        first = parser.next().map_err(usage)?;
    }
    let source = match first {
        None if interactive || options.inspect => Source::Session,
        None => Source::Stdin(false),
        Some(Arg::Short('h') | Arg::Long("help")) => return Ok(Command::Help),
        Some(Arg::Short('V') | Arg::Long("version")) => return Ok(Command::Version),
        Some(Arg::Short(option @ ('c' | 'm'))) => {
            let missing = |_| Usage(format!("Argument expected for the -{option} option"));
            let value = parser.value().map_err(missing)?;
            let text = value.string().map_err(|_| Usage(format!("The argument of -{option} is not text")))?;
            if option == 'c' { Source::Code(text) } else { Source::Module(text) }
        }
        Some(Arg::Short(option)) => return Err(Usage(format!("Unknown option: -{option}"))),
        Some(Arg::Long(option)) => return Err(Usage(format!("unknown option --{option}"))),
        Some(Arg::Value(value)) if value == "-" => Source::Stdin(true),
        Some(Arg::Value(value)) if value == "dis" => {
            let rest: Vec<OsString> = parser.raw_args().map_err(usage)?.collect();
            return match rest.as_slice() {
                [file] => Ok(Command::Dis(file.clone())),
                _ => Err(Usage("rondo dis expects one FILE".into())),
            };
        }
        Some(Arg::Value(value)) if value == "check" => return parse_check(parser),
        Some(Arg::Value(value)) if value == "doctest" => return parse_doctest(parser, options.virtual_time),
        Some(Arg::Value(value)) if value == "repl" => match parser.next().map_err(usage)? {
            None => Source::Session,
            Some(_) => return Err(Usage("rondo repl expects nothing after it".into())),
        },
        Some(Arg::Value(value)) => Source::File(value),
    };
    let arguments = parser.raw_args().map_err(usage)?.map(|a| path_text(a.as_bytes())).collect();
    Ok(Command::Run(Program { source, arguments, options }))
}

/// Notes an option that is a letter alone; is it one?
fn add_flag(flags: &mut Flags, option: char) -> bool {
    match option {
        'b' => flags.bytes_warning = 2.min(flags.bytes_warning + 1),
        'B' => flags.dont_write_bytecode = true,
        'E' => flags.ignore_environment = true,
        'I' => {
            flags.isolated = true;
            flags.ignore_environment = true;
            flags.no_user_site = true;
            flags.safe_path = true;
        }
        'O' => flags.optimize = 2.min(flags.optimize + 1),
        'P' => flags.safe_path = true,
        // String hashes are as PYTHONHASHSEED says, and else differ from process to process.
        'R' => {}
        's' => flags.no_user_site = true,
        'S' => flags.no_site = true,
        'u' => flags.unbuffered = true,
        _ => return false,
    }
    true
}

/// Notes `-X NAME` or `-X NAME=VALUE`. As in CPython, names that mean nothing are kept for the program.
fn add_x(flags: &mut Flags, text: &str) -> Result<(), Usage> {
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (text, None),
    };
    match name {
        "dev" => flags.dev_mode = true,
        "warn_default_encoding" => flags.warn_default_encoding = true,
        "int_max_str_digits" => match value.and_then(|digits| digits.parse().ok()) {
            Some(digits) if digits == 0 || digits >= 640 => {
                rondo_vm::object::int::text::set_max_str_digits(digits);
            }
            _ => return Err(Usage("-X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited.".into())),
        },
        _ => {}
    }
    flags.x.push((name.to_owned(), value.map(str::to_owned)));
    Ok(())
}

/// `[-o OPTION]... [--virtual-time] FILE...`
fn parse_check(mut parser: Parser) -> Result<Command, Usage> {
    let mut request = check::Request::default();
    loop {
        match parser.next().map_err(|error| Usage(error.to_string()))? {
            Some(Arg::Long("json")) => request.json = true,
            Some(Arg::Value(path)) => request.paths.push(path),
            Some(other) => return Err(Usage(other.unexpected().to_string())),
            None if request.paths.is_empty() => return Err(Usage("rondo check expects a FILE or a DIR".into())),
            None => return Ok(Command::Check(request)),
        }
    }
}

fn parse_doctest(mut parser: Parser, virtual_time: bool) -> Result<Command, Usage> {
    let usage = |error: lexopt::Error| Usage(error.to_string());
    let mut request = doctest::Request { virtual_time, ..doctest::Request::default() };
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Arg::Short('o') => {
                let option = parser.value().and_then(|value| value.string());
                request.options.push(option.map_err(|_| Usage("Argument expected for the -o option".into()))?);
            }
            Arg::Long("virtual-time") => request.virtual_time = true,
            Arg::Value(file) => request.files.push(file),
            other => return Err(Usage(other.unexpected().to_string())),
        }
    }
    if request.files.is_empty() {
        return Err(Usage("rondo doctest expects a FILE".into()));
    }
    Ok(Command::Doctest(request))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Result<Command, Usage> {
        parse_from(Parser::from_args(args), true)
    }

    fn run(source: Source, arguments: &[&str]) -> Result<Command, Usage> {
        let arguments = arguments.iter().map(|a| a.to_string()).collect();
        Ok(Command::Run(Program { source, arguments, options: Options::default() }))
    }

    #[test]
    fn options_come_before_the_program() {
        let Ok(Command::Run(program)) = parsed(&["--virtual-time", "--debug", "a.py", "--debug"]) else {
            panic!("it names a program");
        };
        assert_eq!(program.options, Options { virtual_time: true, debug: true, ..Options::default() });
        assert_eq!((program.source, program.arguments), (Source::File("a.py".into()), vec!["--debug".to_string()]));
    }

    #[test]
    fn what_follows_the_program_is_its_own() {
        assert_eq!(parsed(&["a.py", "-c", "--help"]), run(Source::File("a.py".into()), &["-c", "--help"]));
        assert_eq!(parsed(&["-c", "x", "-h", "-"]), run(Source::Code("x".into()), &["-h", "-"]));
        assert_eq!(parsed(&["-cx", "y"]), run(Source::Code("x".into()), &["y"]));
        assert_eq!(parsed(&["-m", "a.b", "-c"]), run(Source::Module("a.b".into()), &["-c"]));
        assert_eq!(parsed(&["-", "-V"]), run(Source::Stdin(true), &["-V"]));
    }

    #[test]
    fn unknown_options_are_named() {
        assert_eq!(parsed(&["--nope"]), Err(Usage("unknown option --nope".into())));
        assert_eq!(parsed(&["-Z", "x"]), Err(Usage("Unknown option: -Z".into())));
        assert_eq!(parsed(&["-c"]), Err(Usage("Argument expected for the -c option".into())));
        assert_eq!(parsed(&[]), run(Source::Session, &[]));
        assert_eq!(parsed(&["repl"]), run(Source::Session, &[]));
    }
}
