"""Reading of messages that come piece by piece.

No message is refused: what is wrong with one is noted down in its `defects`.
"""

import re
from io import StringIO

from email import errors
from email._policybase import compat32

__all__ = ["FeedParser", "BytesFeedParser"]

_header_line = re.compile(r"From |[\x21-\x39\x3b-\x7e]*:|[\t ]")
_line_end = re.compile(r"(?:\r\n|\r|\n)\Z")
_empty_line = re.compile(r"\r\n|\r|\n")


class _Lines:
    """The lines of a message, which end early where one of `stops` matches."""

    def __init__(self, lines):
        self.lines = lines
        self.at = 0
        self.stops = []

    def next(self):
        """The next line, or an empty string where the part that is being read ends."""
        if self.at >= len(self.lines):
            return ""
        line = self.lines[self.at]
        for stop in reversed(self.stops):
            if stop(line):
                return ""
        self.at += 1
        return line

    def back(self):
        """Takes the last line back."""
        self.at -= 1

    def rest(self):
        """All lines of the part that is being read."""
        return list(iter(self.next, ""))


class FeedParser:
    """Reads a message that comes in pieces of text."""

    def __init__(self, _factory=None, *, policy=compat32):
        self.policy = policy
        self._old_style_factory = False
        if _factory is None:
            if policy.message_factory is None:
                from email.message import Message

                _factory = Message
            else:
                _factory = policy.message_factory
        else:
            try:
                _factory(policy=policy)
            except TypeError:
                self._old_style_factory = True
        self._factory = _factory
        self._pieces = []
        self._headersonly = False
        self._newest = None

    def _set_headersonly(self):
        self._headersonly = True

    def feed(self, data):
        """Takes more text."""
        self._pieces.append(data)

    def close(self):
        """The message, when all of it has come."""
        lines = _Lines(StringIO("".join(self._pieces), newline="").readlines())
        self._pieces = []
        root = self._message(lines, None)
        if root.get_content_maintype() == "multipart" and not root.is_multipart() and not self._headersonly:
            self.policy.handle_defect(root, errors.MultipartInvariantViolationDefect())
        return root

    def _message(self, lines, parent):
        """Reads a message or a part, up to where `lines` stops."""
        message = self._factory() if self._old_style_factory else self._factory(policy=self.policy)
        if parent is not None:
            if parent.get_content_type() == "multipart/digest":
                message.set_default_type("message/rfc822")
            parent.attach(message)
        self._newest = message
        headers = []
        while line := lines.next():
            if not _header_line.match(line):
                # The empty line after the headers is none of the body's, all else is.
                if not _empty_line.match(line):
                    self.policy.handle_defect(message, errors.MissingHeaderBodySeparatorDefect())
                    lines.back()
                break
            headers.append(line)
        self._headers(message, headers, lines)
        if self._headersonly:
            message.set_payload("".join(lines.rest()))
        elif message.get_content_type() == "message/delivery-status":
            self._statuses(message, lines)
        elif message.get_content_maintype() == "message":
            self._message(lines, message)
        elif message.get_content_maintype() == "multipart":
            self._multipart(message, lines)
        else:
            message.set_payload("".join(lines.rest()))
        return message

    def _headers(self, message, headers, lines):
        pending = []

        def keep():
            if pending:
                message.set_raw(*self.policy.header_source_parse(pending))
                pending.clear()

        for number, line in enumerate(headers):
            if line[0] in " \t":
                if pending:
                    pending.append(line)
                else:
                    self.policy.handle_defect(message, errors.FirstHeaderLineIsContinuationDefect(line))
                continue
            keep()
            if line.startswith("From "):
                if number == 0:
                    message.set_unixfrom(_line_end.sub("", line))
                elif number == len(headers) - 1:
                    # It is the first line of the body.
                    lines.lines.insert(lines.at, line)
                    return
                else:
                    self.policy.handle_defect(message, errors.MisplacedEnvelopeHeaderDefect(line))
                continue
            if line.startswith(":"):
                self.policy.handle_defect(message, errors.InvalidHeaderDefect("Missing header name."))
                continue
            pending.append(line)
        keep()

    def _statuses(self, message, lines):
        """Blocks of headers, with empty lines between them."""
        while True:
            lines.stops.append(_empty_line.match)
            self._message(lines, message)
            lines.stops.pop()
            lines.next()
            if not lines.next():
                return
            lines.back()

    def _multipart(self, message, lines):
        boundary = message.get_boundary()
        if boundary is None:
            self.policy.handle_defect(message, errors.NoBoundaryInMultipartDefect())
            message.set_payload("".join(lines.rest()))
            return
        if str(message.get("content-transfer-encoding", "8bit")).lower() not in ("7bit", "8bit", "binary"):
            self.policy.handle_defect(message, errors.InvalidMultipartContentTransferEncodingDefect())
        is_boundary = re.compile(
            "--" + re.escape(boundary) + r"(?P<last>--)?[ \t]*(?P<line_end>\r\n|\r|\n)?\Z"
        ).match
        preamble = []
        begun = False
        last = None
        while line := lines.next():
            found = is_boundary(line)
            if not found:
                # After the first boundary every line is a part's.
                preamble.append(line)
                continue
            if found["last"]:
                last = found
                break
            if not begun:
                begun = True
                if preamble:
                    preamble[-1] = _line_end.sub("", preamble[-1])
                    message.preamble = "".join(preamble)
            # Boundaries that follow each other are one.
            while (line := lines.next()) and is_boundary(line) and not is_boundary(line)["last"]:
                pass
            if line:
                lines.back()
            lines.stops.append(is_boundary)
            self._message(lines, message)
            lines.stops.pop()
            self._trim(self._newest)
            self._newest = message
        if not begun:
            self.policy.handle_defect(message, errors.StartBoundaryNotFoundDefect())
            message.set_payload("".join(preamble))
            message.epilogue = "".join(lines.rest())
            return
        if last is None:
            self.policy.handle_defect(message, errors.CloseBoundaryNotFoundDefect())
            return
        epilogue = lines.rest()
        if last["line_end"]:
            epilogue.insert(0, "")
        if epilogue and (end := _empty_line.match(epilogue[0])):
            epilogue[0] = epilogue[0][end.end() :]
        message.epilogue = "".join(epilogue)

    def _trim(self, part):
        """The end of the line before a boundary belongs to the boundary."""
        if part.get_content_maintype() == "multipart":
            if part.epilogue == "":
                part.epilogue = None
            elif part.epilogue is not None:
                part.epilogue = _line_end.sub("", part.epilogue)
        elif isinstance(part._payload, str):
            part._payload = _line_end.sub("", part._payload)


class BytesFeedParser(FeedParser):
    """Reads a message that comes in pieces of bytes."""

    def feed(self, data):
        """Takes more bytes."""
        super().feed(data.decode("ascii", "surrogateescape"))
