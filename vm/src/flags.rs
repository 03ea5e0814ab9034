//! What the command line and the environment say of how a program is run: `sys.flags` and what belongs to it.

use crate::object::dict::Dict;
use crate::object::list::List;
use crate::value::Value;

/// The options of a program. The names are those of `sys.flags`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flags {
    /// `-i`: a session follows the program.
    pub inspect: bool,
    /// `-O`, given once or twice.
    pub optimize: u8,
    /// `-B`: nothing is written beside modules; Rondo never does.
    pub dont_write_bytecode: bool,
    /// `-b`, given once or twice: text that is compared with bytes, and `str` of bytes, are warned of.
    pub bytes_warning: u8,
    /// `-s`
    pub no_user_site: bool,
    /// `-S`
    pub no_site: bool,
    /// `-E`: variables of the environment whose names begin with PYTHON do not count.
    pub ignore_environment: bool,
    /// `-q`
    pub quiet: bool,
    /// `-I`: `-E`, `-P` and `-s`.
    pub isolated: bool,
    /// `-X dev`
    pub dev_mode: bool,
    /// `-P`: the program's folder is not on `sys.path`.
    pub safe_path: bool,
    /// `-u`: what is written to stdout and stderr goes out at once.
    pub unbuffered: bool,
    /// `-X warn_default_encoding`
    pub warn_default_encoding: bool,
    /// `-W` and PYTHONWARNINGS: `sys.warnoptions`.
    pub warnings: Vec<String>,
    /// `-X`: `sys._xoptions`, names with their values.
    pub x: Vec<(String, Option<String>)>,
}

impl Flags {
    /// A variable of the environment, if it is set, not empty, and counts.
    pub fn variable(&self, name: &str) -> Option<String> {
        let text = std::env::var_os(name).filter(|text| !text.is_empty() && !self.ignore_environment)?;
        Some(text.to_string_lossy().into_owned())
    }

    /// Adds what variables of the environment say. Options of the command line count for more.
    pub fn add_environment(&mut self) {
        if let Some(warnings) = self.variable("PYTHONWARNINGS") {
            self.warnings.splice(0..0, warnings.split(',').map(str::to_owned));
        }
        self.dont_write_bytecode |= self.variable("PYTHONDONTWRITEBYTECODE").is_some();
        self.unbuffered |= self.variable("PYTHONUNBUFFERED").is_some();
        self.no_user_site |= self.variable("PYTHONNOUSERSITE").is_some();
        self.safe_path |= self.variable("PYTHONSAFEPATH").is_some();
        self.dev_mode |= self.variable("PYTHONDEVMODE").is_some();
        if let Some(level) = self.variable("PYTHONOPTIMIZE") {
            self.optimize = self.optimize.max(level.parse().unwrap_or(1).min(2));
        }
        if self.bytes_warning > 0 {
            let action = if self.bytes_warning > 1 { "error" } else { "default" };
            self.warnings.push(format!("{action}::BytesWarning"));
        }
        if self.dev_mode {
            // The filter of development comes before those that are asked for.
            self.warnings.insert(0, "default".to_owned());
        }
    }

    /// The fields of `sys.flags` that are not what they always are.
    pub(crate) fn fields(&self) -> Value {
        let fields = Dict::new();
        let numbers = [
            ("inspect", self.inspect),
            ("interactive", self.inspect),
            ("dont_write_bytecode", self.dont_write_bytecode),
            ("no_user_site", self.no_user_site),
            ("no_site", self.no_site),
            ("ignore_environment", self.ignore_environment),
            ("quiet", self.quiet),
            ("isolated", self.isolated),
            ("warn_default_encoding", self.warn_default_encoding),
        ];
        for (name, given) in numbers {
            fields.set_name(name, Value::from(i64::from(given)));
        }
        fields.set_name("optimize", Value::from(i64::from(self.optimize)));
        fields.set_name("bytes_warning", Value::from(i64::from(self.bytes_warning)));
        fields.set_name("dev_mode", Value::from(self.dev_mode));
        fields.set_name("safe_path", Value::from(self.safe_path));
        fields.set_name("int_max_str_digits", Value::from(crate::object::int::text::max_str_digits() as i64));
        fields.into_value()
    }

    /// `sys.warnoptions`
    pub(crate) fn warn_options(&self) -> Value {
        List::value(self.warnings.iter().map(|option| Value::from(option.as_str())).collect())
    }

    /// `sys._xoptions`
    pub(crate) fn x_options(&self) -> Value {
        let options = Dict::new();
        for (name, value) in &self.x {
            options.set_name(name, value.as_ref().map_or(Value::TRUE, |text| Value::from(text.as_str())));
        }
        options.into_value()
    }
}
