//! Compiles the modules of `lib/`, so that importing one neither parses nor compiles, and lists them.

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=lib");
    let root = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where the package is");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo says where to write"));
    let lib = Path::new(&root).join("lib");
    let mut modules = Vec::new();
    find_modules(&lib, &lib, &mut modules);
    modules.sort();
    // Names are searched: they lie side by side, so that a search touches few pages.
    let names: String = modules.iter().map(|module| module.name.as_str()).collect();
    let mut names_before = 0;
    let mut list = format!("{{\nconst NAMES: &str = {names:?};\n&[\n");
    for module in &modules {
        let text = std::fs::read_to_string(&module.path).expect("modules are UTF-8");
        let image = rondo_compiler::image::of_library(&text, &module.filename()).unwrap_or_else(|error| {
            let line = text[..error.span.start as usize].lines().count();
            panic!("{}:{line}: {}", module.path.display(), error.message)
        });
        let write = |part: &str, bytes: &[u8]| {
            let path = out.join(format!("{}.{part}", module.name));
            std::fs::write(&path, bytes).expect("the output folder can be written to");
            path
        };
        let (texts, code) = (write("texts", image.texts.as_bytes()), write("code", &image.code));
        let Module { name, path, is_package } = module;
        writeln!(
            list,
            "SourceModule {{ name: NAMES.split_at({names_before}).1.split_at({}).0, text: include_str!({path:?}), \
             image: Image {{ texts: include_str!({texts:?}), code: include_bytes!({code:?}) }}, \
             is_package: {is_package} }},",
            name.len(),
        )
        .expect("a string takes all that is written to it");
        names_before += name.len();
    }
    list.push_str("]\n}\n");
    std::fs::write(out.join("modules.rs"), list).expect("the output folder can be written to");
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Module {
    /// The dotted name.
    name: String,
    path: PathBuf,
    is_package: bool,
}

impl Module {
    /// The file name that tracebacks show: as `SourceModule::filename` of the VM says.
    fn filename(&self) -> String {
        let file = if self.is_package { "/__init__.py" } else { ".py" };
        format!("<rondo>/{}{file}", self.name.replace('.', "/"))
    }
}

fn find_modules(lib: &Path, folder: &Path, modules: &mut Vec<Module>) {
    for entry in std::fs::read_dir(folder).expect("the library is a folder") {
        let path = entry.expect("the library is readable").path();
        if path.is_dir() {
            find_modules(lib, &path, modules);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            let inside = path.strip_prefix(lib).expect("the walk began there").with_extension("");
            let mut parts: Vec<&str> = inside.iter().map(|part| part.to_str().expect("names are ASCII")).collect();
            let is_package = parts.last() == Some(&"__init__");
            if is_package {
                parts.pop();
            }
            modules.push(Module { name: parts.join("."), path, is_package });
        }
    }
}
