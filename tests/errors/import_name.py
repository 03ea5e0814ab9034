# A name that a module does not have.
from _names import countre
