# An error inside an imported module.
import _fails_at_import
