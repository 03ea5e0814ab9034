//! Measures the parser on the files named: megabytes a second, tokens included.

fn main() {
    let sources: Vec<String> = std::env::args().skip(1).filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let bytes: usize = sources.iter().map(String::len).sum();
    for _ in 0..3 {
        let start = std::time::Instant::now();
        for source in &sources {
            std::hint::black_box(rondo_grammar::tokenize(source).is_ok());
        }
        let lexed = start.elapsed();
        let start = std::time::Instant::now();
        for source in &sources {
            std::hint::black_box(rondo_grammar::parse(source, rondo_grammar::Mode::Exec).is_ok());
        }
        let parsed = start.elapsed();
        let rate = |time: std::time::Duration| bytes as f64 / 1e6 / time.as_secs_f64();
        println!("{bytes} bytes, tokens {:.1} MB/s, AST {:.1} MB/s", rate(lexed), rate(parsed));
    }
}
