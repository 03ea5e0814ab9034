"""The classes of `exit` and `quit`, of `copyright`, `credits` and `license`, and of `help`."""

Quitter = type(exit)
_Printer = type(copyright)
_Helper = type(help)
