# A syntax error inside an imported module.
import _has_a_syntax_error
