//! Bytes of a source file to text.

use rondo_grammar::{LineIndex, decode};

fn message(bytes: &[u8]) -> String {
    decode(bytes).expect_err("the bytes are at fault").message
}

#[test]
fn text_is_decoded() {
    assert_eq!(decode(b"a = '\xc3\xa9'\n").as_deref(), Ok("a = 'é'\n"));
    assert_eq!(decode(b"\xef\xbb\xbfa\r\n").as_deref(), Ok("a\r\n"));
    assert_eq!(decode(b"# coding: latin-1\n'\xe9'").as_deref(), Ok("# coding: latin-1\n'é'"));
    assert_eq!(decode(b"#!x\n# vim: set fileencoding=iso-8859-1 :\n\xe9").as_deref().map(str::len), Ok(43));
    assert!(decode(b"x = 1\n# coding: nonsense\n").is_ok());
    assert!(decode(b"\xef\xbb\xbf# -*- coding: utf-8 -*-\n").is_ok());
}

#[test]
fn faults_are_named() {
    assert_eq!(message(b"a\0"), "source code cannot contain null bytes");
    assert_eq!(message(b"# coding: foo\n"), "unknown encoding: foo");
    assert_eq!(message(b"\xef\xbb\xbf# coding: latin-1\n"), "encoding problem: iso-8859-1 with BOM");
    assert_eq!(
        message(b"a\nb = '\xff'\n"),
        "Non-UTF-8 code starting with '\\xff' on line 2, but no encoding declared; \
         see https://peps.python.org/pep-0263/ for details"
    );
    assert_eq!(
        message(b"# coding: utf8\n'\xff'\n"),
        "'utf-8' codec can't decode byte 0xff in position 16: invalid start byte"
    );
}

#[test]
fn offsets_become_lines_and_columns() {
    let source = "é = 1\r\nb\rc\n\nlast";
    let index = LineIndex::new(source);
    assert_eq!(index.line_count(), 5);
    assert_eq!((index.line(0), index.line(7), index.line(8), index.line(10)), (1, 1, 2, 3));
    assert_eq!((index.column_in_bytes(3), index.column_in_chars(source, 3)), (3, 2));
    let lines: Vec<&str> = (1..=6).map(|line| index.line_text(source, line)).collect();
    assert_eq!(lines, ["é = 1", "b", "c", "", "last", ""]);
}
