//! Compiles the prelude.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=src/prelude");
    let out = std::env::var_os("OUT_DIR").expect("cargo says where to write");
    for name in ["builtins", "sys"] {
        let source = format!("src/prelude/{name}.py");
        let text = std::fs::read_to_string(&source).expect("the prelude is there");
        let image = rondo_compiler::image::of_library(&text, &format!("<rondo>/{name}.py"));
        let image = image.unwrap_or_else(|error| panic!("{source}: {} at byte {}", error.message, error.span.start));
        let write = |part: &str, bytes: &[u8]| {
            std::fs::write(Path::new(&out).join(format!("{name}.{part}")), bytes)
                .expect("the folder can be written to");
        };
        write("texts", image.texts.as_bytes());
        write("code", &image.code);
    }
}
