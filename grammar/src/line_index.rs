//! From byte offsets to lines and columns.

/// Where the lines of a text start; `\n`, `\r\n` and a lone `\r` end lines.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// The offset of each line's first byte; the first is 0.
    starts: Vec<u32>,
}

impl LineIndex {
    /// Indexes `source`.
    pub fn new(source: &str) -> LineIndex {
        let bytes = source.as_bytes();
        let ends = (0..bytes.len()).filter(|&at| is_line_end(bytes, at));
        LineIndex { starts: std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect() }
    }

    /// The 1-based line that holds byte `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|start| *start <= offset) as u32
    }

    /// The offset of the first byte of the 1-based `line`; the last line's if there are fewer.
    pub fn line_start(&self, line: u32) -> u32 {
        let index = (line.max(1) as usize - 1).min(self.starts.len() - 1);
        self.starts[index]
    }

    /// The 0-based column of `offset` in its line, in UTF-8 bytes: `ast`'s `col_offset`.
    pub fn column_in_bytes(&self, offset: u32) -> u32 {
        offset - self.line_start(self.line(offset))
    }

    /// The 0-based column of `offset` in its line, in characters. `source` is the indexed text.
    pub fn column_in_chars(&self, source: &str, offset: u32) -> u32 {
        let start = self.line_start(self.line(offset)) as usize;
        let end = (offset as usize).min(source.len());
        source.get(start..end).map_or(0, |text| text.chars().count() as u32)
    }

    /// The text of the 1-based `line`, without its end; empty past the last line. `source` is the indexed text.
    pub fn line_text<'s>(&self, source: &'s str, line: u32) -> &'s str {
        let index = line.max(1) as usize - 1;
        let Some(&start) = self.starts.get(index) else { return "" };
        let end = self.starts.get(index + 1).map_or(source.len(), |next| *next as usize);
        source[start as usize..end].trim_end_matches(['\n', '\r'])
    }

    /// The number of lines; a text that ends with a line end has an empty last line.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }
}

/// The 1-based number of the line that holds `offset`, without an index.
pub(crate) fn line_number(source: &str, offset: usize) -> usize {
    (0..offset.min(source.len())).filter(|&at| is_line_end(source.as_bytes(), at)).count() + 1
}

/// Does a line end after the byte at `at`?
fn is_line_end(bytes: &[u8], at: usize) -> bool {
    bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n')
}
