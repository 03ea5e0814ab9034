//! Running a program: from its text to the process's exit status.

use crate::arguments::{Program, Source};
use crate::check;
use crate::doctest;
use crate::repl::{self, clock};
use rondo_vm::event_loop::choice::{Real, Schedule};
use rondo_vm::event_loop::signal;
use rondo_vm::event_loop::virtual_time::Virtual;
use rondo_vm::flags::Flags;
use rondo_vm::import::RUNPY;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::open::path_text;
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::report;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use signal_hook::consts::SIGINT;
use std::ffi::OsStr;
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::exit;
use std::rc::Rc;

/// A program as the VM is given it.
struct Loaded {
    /// The bytes of the text; for a module the finder reads them.
    text: Vec<u8>,
    /// The file name that tracebacks show.
    filename: String,
    /// `__file__`.
    file: Option<String>,
    /// `sys.argv[0]`.
    argv0: String,
    /// `sys.path[0]`.
    folder: String,
}

/// Runs `program` and ends the process as CPython would.
pub fn run(program: &Program) -> ! {
    // Without a handler Ctrl-C still ends the process.
    let _ = signal::install();
    let mut loaded = load(&program.source).unwrap_or_else(|(message, status)| {
        eprintln!("rondo: {message}");
        exit(status)
    });
    if program.options.skips_first_line {
        // Its end stays, so that lines keep their numbers.
        let end = loaded.text.iter().position(|&byte| byte == b'\n').unwrap_or(loaded.text.len());
        loaded.text.drain(..end);
    }
    let is_session = program.source == Source::Session || program.options.inspect;
    if let Err(message) = rondo_vm::start::hash_seed() {
        eprintln!("rondo: {message}");
        exit(1);
    }
    let switch = Rc::new(clock::Switch::default());
    switch.virtual_time.set(program.options.virtual_time);
    let schedule: Box<dyn Schedule> = match program.options.virtual_time {
        _ if is_session => Box::new(clock::Clock::new(switch.clone())),
        true => Box::new(Virtual::default()),
        false => Box::new(Real::default()),
    };
    let mut vm = Vm::new(rondo_stdlib::table(), schedule);
    let mut flags = program.options.flags.clone();
    flags.inspect = program.options.inspect;
    flags.quiet = program.options.quiet;
    flags.add_environment();
    vm.loops.debug = program.options.debug || flags.dev_mode;
    let folder = (!flags.safe_path).then(|| loaded.folder.clone());
    let python_path = python_path(&flags);
    vm.importer.flags = flags;
    vm.importer.argv = std::iter::once(loaded.argv0.clone()).chain(program.arguments.iter().cloned()).collect();
    let path = folder.iter().cloned().chain(python_path).map(|f| Value::from(f.as_str())).collect();
    vm.importer.own_folder = folder.clone();
    drop(vm.importer.path.items().replace(path));
    let result = start(&mut vm, &program.source, &loaded);
    let (status, interrupted) = match result {
        Ok(status) => (status, false),
        Err(raised) => {
            drop(raised);
            let exception = vm.take_raised();
            // CPython does this for files alone.
            if !matches!(program.source, Source::Code(_) | Source::Module(_)) {
                vm.flush_before_report();
            }
            let interrupted = vm.is_exception(&exception, Exc::KeyboardInterrupt);
            // As in CPython, the session that follows shows what would have ended the program.
            if is_session && vm.is_exception(&exception, Exc::SystemExit) {
                report::display(&mut vm, &exception);
                (1, false)
            } else {
                (report::uncaught(&mut vm, &exception), interrupted && !is_session)
            }
        }
    };
    let status = match is_session {
        true => session(&mut vm, &switch, program.options.quiet || program.source != Source::Session),
        false => status,
    };
    let status = vm.end_process().unwrap_or(status);
    if interrupted {
        // Dies of the signal, so that a shell that runs several programs stops too.
        let _ = signal_hook::low_level::emulate_default_handler(SIGINT);
    }
    exit(status)
}

/// Looks for mistakes in programs, and ends the process.
pub fn check(request: &check::Request) -> ! {
    let vm = Vm::new(rondo_stdlib::table(), Box::new(Real::default()));
    let names = vm.builtins.entries().into_iter().filter_map(|entry| entry.key.as_str().map(str::to_owned));
    exit(check::run(request, &names.collect()))
}

/// Runs the sessions that documents show and ends the process.
pub fn doctest(request: &doctest::Request) -> ! {
    let _ = signal::install();
    let status = doctest::run(request, |switch, folder| {
        let mut vm = Vm::new(rondo_stdlib::table(), Box::new(clock::Clock::new(switch)));
        vm.importer.argv = vec![String::new()];
        let folder = folder.to_string_lossy().into_owned();
        let path =
            std::iter::once(folder).chain(python_path(&Flags::default())).map(|f| Value::from(f.as_str())).collect();
        drop(vm.importer.path.items().replace(path));
        vm
    });
    exit(status)
}

/// Reads and runs what is typed, in the namespace of the program that ran before, if one did.
fn session(vm: &mut Vm, switch: &Rc<clock::Switch>, quiet: bool) -> i32 {
    let main = vm.modules.get_name("__main__").and_then(|main| main.to_gc::<Module>());
    let globals = main.map_or_else(|| vm.main_module(None).dict.clone(), |main| main.dict.clone());
    repl::run(vm, globals, switch, quiet)
}

fn start(vm: &mut Vm, source: &Source, loaded: &Loaded) -> Res<i32> {
    if !vm.importer.flags.warnings.is_empty() {
        // The filters are the module's.
        vm.import_module("warnings")?;
    }
    if *source == Source::Session {
        return Ok(0);
    }
    if let Source::Module(name) = source {
        return match vm.find_main(name)? {
            Ok(main) => {
                vm.importer.argv[0] = main.filename.clone();
                // A package whose `__init__` looked at `sys.argv` found `-m` there.
                let argv = vm.sys_attribute("argv");
                if let Some(argv) = argv.as_ref().and_then(Value::get::<List>)
                    && let Some(first) = argv.items().borrow_mut().first_mut()
                {
                    *first = Value::from(main.filename.as_str());
                }
                vm.run_main(&main.text, &main.filename, Some(&main.filename), Some((&main.name, &main.package)))
                    .map(|_| 0)
            }
            Err(message) => {
                report::write(vm, &format!("rondo: {message}\n"));
                Ok(1)
            }
        };
    }
    let text = vm.program_text(&loaded.text, &loaded.filename)?;
    if let Source::Code(_) = source {
        vm.importer.command = Some(text.as_str().into());
    }
    vm.run_main(&text, &loaded.filename, loaded.file.as_deref(), None).map(|_| 0)
}

/// The program's text and names; otherwise what is wrong, and the exit status that says so.
fn load(source: &Source) -> Result<Loaded, (String, i32)> {
    let loaded = |text: Vec<u8>, filename: &str, argv0: &str| Loaded {
        text,
        filename: filename.into(),
        file: None,
        argv0: argv0.into(),
        folder: String::new(),
    };
    match source {
        Source::Session => Ok(loaded(Vec::new(), "", "")),
        Source::Code(code) => Ok(loaded(code.clone().into_bytes(), "<string>", "-c")),
        Source::Module(_) => {
            let folder = std::env::current_dir().map(|d| d.to_string_lossy().into_owned()).unwrap_or_default();
            Ok(Loaded { folder, ..loaded(Vec::new(), "", "-m") })
        }
        Source::Stdin(explicit) => {
            let mut text = Vec::new();
            if let Err(error) = std::io::stdin().read_to_end(&mut text) {
                return Err((format!("can't read standard input: {}", os_error_text(&error)), 1));
            }
            let argv0 = if *explicit { "-" } else { "" };
            Ok(Loaded { file: Some("<stdin>".into()), ..loaded(text, "<stdin>", argv0) })
        }
        Source::File(path) => load_file(path),
    }
}

fn load_file(given: &OsStr) -> Result<Loaded, (String, i32)> {
    let argv0 = path_text(given.as_bytes());
    // As CPython does, the parts of the path stay as they are given.
    let path = std::env::current_dir().unwrap_or_default().join(given);
    let (file, folder) = if path.is_dir() {
        let main = path.join("__main__.py");
        if !main.is_file() {
            return Err((format!("can't find '__main__' module in '{}'", path.display()), 1));
        }
        (main, path)
    } else {
        let real = std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        (path, real.parent().map(Path::to_path_buf).unwrap_or_default())
    };
    let text = std::fs::read(&file)
        .map_err(|error| (format!("can't open file '{}': {}", file.display(), os_error_text(&error)), 2))?;
    if is_archive(&text) {
        let text = b"__import__('runpy')._run_module_as_main('__main__', False)".to_vec();
        let folder = file.to_string_lossy().into_owned();
        return Ok(Loaded { text, file: None, filename: RUNPY.to_string(), argv0, folder });
    }
    let filename = file.to_string_lossy().into_owned();
    let folder = folder.to_string_lossy().into_owned();
    Ok(Loaded { text, file: Some(filename.clone()), filename, argv0, folder })
}

/// Is it a zip archive? The record that ends one says how long the comment behind it is.
fn is_archive(data: &[u8]) -> bool {
    const RECORD: usize = 22;
    // Before an archive there may be a line that says what runs it.
    if !data.starts_with(b"PK") && !data.starts_with(b"#!") {
        return false;
    }
    let first = data.len().saturating_sub(RECORD + usize::from(u16::MAX));
    data[first..].windows(RECORD).enumerate().rev().any(|(at, record)| {
        record.starts_with(b"PK\x05\x06")
            && first + at + RECORD + usize::from(u16::from_le_bytes([record[20], record[21]])) == data.len()
    })
}

/// The folders of the environment variable `PYTHONPATH`.
fn python_path(flags: &Flags) -> Vec<String> {
    let Some(paths) = flags.variable("PYTHONPATH") else { return Vec::new() };
    let here: PathBuf = std::env::current_dir().unwrap_or_default();
    std::env::split_paths(&paths).map(|path| here.join(path).to_string_lossy().into_owned()).collect()
}

/// `[Errno 2] No such file or directory`.
pub fn os_error_text(error: &std::io::Error) -> String {
    match error.raw_os_error() {
        Some(errno) => format!("[Errno {errno}] {}", rondo_vm::object::exception::os::strerror(errno)),
        None => error.to_string(),
    }
}
