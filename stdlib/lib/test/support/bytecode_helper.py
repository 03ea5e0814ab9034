"""Assertions about instructions: those of Rondo, which are not CPython's."""
import dis
import io
import unittest

_UNSPECIFIED = object()


def instructions_with_positions(instrs, co_positions):
    """Instructions with where each comes from."""
    return zip(instrs, co_positions)


class BytecodeTestCase(unittest.TestCase):
    """Assertions about what functions and code objects are compiled to."""

    def get_disassembly_as_string(self, co):
        """The text that `dis.dis` shows."""
        text = io.StringIO()
        dis.dis(co, file=text)
        return text.getvalue()

    def assertInBytecode(self, x, opname, argval=_UNSPECIFIED):
        """There is such an instruction; it is returned."""
        for instr in dis.get_instructions(x):
            if instr.opname == opname and (argval is _UNSPECIFIED or instr.argval == argval):
                return instr
        what = opname if argval is _UNSPECIFIED else f"({opname},{argval!r})"
        self.fail(f"{what} not found in bytecode:\n{self.get_disassembly_as_string(x)}")

    def assertNotInBytecode(self, x, opname, argval=_UNSPECIFIED):
        """There is no such instruction."""
        for instr in dis.get_instructions(x):
            if instr.opname == opname and (argval is _UNSPECIFIED or instr.argval == argval):
                what = opname if argval is _UNSPECIFIED else f"({opname},{argval!r})"
                self.fail(f"{what} occurs in bytecode:\n{self.get_disassembly_as_string(x)}")
