"""Writing of messages."""

import random
import re
import sys
import time
from copy import deepcopy
from io import BytesIO, StringIO

from email.errors import HeaderWriteError
from email.utils import _has_surrogates

__all__ = ["Generator", "DecodedGenerator", "BytesGenerator"]

_any_line_end = re.compile(r"\r\n|\r|\n")
_from_line = re.compile(r"^From ", re.MULTILINE)
_unfolded_line = re.compile(r"\r\n[^ \t]|\r[^ \n\t]|\n[^ \t]")


class Generator:
    """Writes messages as text, in ASCII."""

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, *, policy=None):
        if mangle_from_ is None:
            mangle_from_ = True if policy is None else policy.mangle_from_
        self._fp = outfp
        self._mangle_from_ = mangle_from_
        self.maxheaderlen = maxheaderlen
        self.policy = policy

    def write(self, s):
        """Writes text as it is."""
        self._fp.write(s)

    def flatten(self, msg, unixfrom=False, linesep=None):
        """Writes a message with all its parts.

        With `unixfrom` a line as mailboxes have them comes first. `linesep` is the end of lines, instead of the
        policy's.
        """
        policy = msg.policy if self.policy is None else self.policy
        if linesep is not None:
            policy = policy.clone(linesep=linesep)
        if self.maxheaderlen is not None:
            policy = policy.clone(max_line_length=self.maxheaderlen)
        self._NL = policy.linesep
        self._encoded_NL = self._encode(self._NL)
        kept = self.policy, msg.policy
        try:
            self.policy = msg.policy = policy
            if unixfrom:
                self.write((msg.get_unixfrom() or "From nobody " + time.ctime(time.time())) + self._NL)
            self._write(msg)
        finally:
            self.policy, msg.policy = kept

    def clone(self, fp):
        """The same generator for another file."""
        return self.__class__(fp, self._mangle_from_, None, policy=self.policy)

    def _new_buffer(self):
        return StringIO()

    def _encode(self, s):
        return s

    def _write_lines(self, text):
        """Writes text with our own line ends."""
        if text:
            self.write(_any_line_end.sub(lambda _: self._NL, text))

    def _write(self, msg):
        # The body comes first: a boundary may be found, or an encoding changed, on the way.
        out = self._fp
        self._changed_headers = None
        self._fp = body = self._new_buffer()
        try:
            self._dispatch(msg)
        finally:
            self._fp = out
            changed = self._changed_headers
            del self._changed_headers
        if changed:
            msg = deepcopy(msg)
            encoding, content_type = changed
            if msg.get("content-transfer-encoding") is None:
                msg["Content-Transfer-Encoding"] = encoding
            else:
                msg.replace_header("content-transfer-encoding", encoding)
            msg.replace_header("content-type", content_type)
        own = getattr(msg, "_write_headers", None)
        if own is None:
            self._write_headers(msg)
        else:
            own(self)
        self._fp.write(body.getvalue())

    def _dispatch(self, msg):
        main = msg.get_content_maintype()
        sub = msg.get_content_subtype()
        for name in (f"{main}_{sub}", main):
            method = getattr(self, "_handle_" + name.replace("-", "_"), None)
            if method is not None:
                break
        else:
            method = self._writeBody
        method(msg)

    def _check_header(self, folded, linesep):
        if not self.policy.verify_generated_headers:
            return
        if not folded.endswith(linesep):
            raise HeaderWriteError(f"folded header does not end with {linesep!r}: {folded!r}")
        if _unfolded_line.search(folded.removesuffix(linesep)):
            raise HeaderWriteError(f"folded header contains newline: {folded!r}")

    def _write_headers(self, msg):
        for name, value in msg.raw_items():
            folded = self.policy.fold(name, value)
            self._check_header(folded, self.policy.linesep)
            self.write(folded)
        self.write(self._NL)

    def _handle_text(self, msg):
        payload = msg.get_payload()
        if payload is None:
            return
        if not isinstance(payload, str):
            raise TypeError(f"string payload expected: {type(payload)}")
        if _has_surrogates(msg._payload):
            charset = msg.get_param("charset")
            if charset is not None:
                # Bytes that are not ASCII cannot be written: they are encoded for the way.
                msg = deepcopy(msg)
                del msg["content-transfer-encoding"]
                msg.set_payload(msg._payload, charset)
                payload = msg.get_payload()
                self._changed_headers = (msg["content-transfer-encoding"], msg["content-type"])
        if self._mangle_from_:
            payload = _from_line.sub(">From ", payload)
        self._write_lines(payload)

    _writeBody = _handle_text

    def _flattened(self, part):
        buffer = self._new_buffer()
        self.clone(buffer).flatten(part, unixfrom=False, linesep=self._NL)
        return buffer.getvalue()

    def _handle_multipart(self, msg):
        parts = msg.get_payload()
        if isinstance(parts, str):
            self._write_lines(parts)
            return
        if parts is None:
            parts = []
        elif not isinstance(parts, list):
            parts = [parts]
        texts = [self._flattened(part) for part in parts]
        boundary = msg.get_boundary()
        if not boundary:
            boundary = self._make_boundary(self._encoded_NL.join(texts))
            msg.set_boundary(boundary)
        if msg.preamble is not None:
            preamble = _from_line.sub(">From ", msg.preamble) if self._mangle_from_ else msg.preamble
            self._write_lines(preamble)
            self.write(self._NL)
        line = "--" + boundary + self._NL
        self.write(line)
        for at, text in enumerate(texts):
            if at:
                self.write(self._NL + line)
            self._fp.write(text)
        self.write(f"{self._NL}--{boundary}--{self._NL}")
        if msg.epilogue is not None:
            epilogue = _from_line.sub(">From ", msg.epilogue) if self._mangle_from_ else msg.epilogue
            self._write_lines(epilogue)

    def _handle_multipart_signed(self, msg):
        # What is signed is not folded anew.
        kept = self.policy
        self.policy = kept.clone(max_line_length=0)
        try:
            self._handle_multipart(msg)
        finally:
            self.policy = kept

    def _handle_message_delivery_status(self, msg):
        blocks = []
        for part in msg.get_payload():
            text = self._flattened(part)
            lines = text.split(self._encoded_NL)
            if lines and not lines[-1]:
                text = self._encoded_NL.join(lines[:-1])
            blocks.append(text)
        self._fp.write(self._encoded_NL.join(blocks))

    def _handle_message(self, msg):
        payload = msg._payload
        if isinstance(payload, list) and payload:
            self._fp.write(self._flattened(msg.get_payload(0)))
        else:
            self._fp.write(self._encode(payload))

    @classmethod
    def _compile_re(cls, s, flags):
        return re.compile(s, flags)

    @classmethod
    def _make_boundary(cls, text=None):
        """A boundary that is not in the text."""
        token = random.randrange(sys.maxsize)
        boundary = f"{'=' * 15}{token:0{len(repr(sys.maxsize - 1))}d}=="
        if text is None:
            return boundary
        tried = boundary
        count = 0
        while cls._compile_re("^--" + re.escape(tried) + "(--)?$", re.MULTILINE).search(text):
            tried = f"{boundary}.{count}"
            count += 1
        return tried


class BytesGenerator(Generator):
    """Writes messages as bytes."""

    def write(self, s):
        """Writes text as it is."""
        self._fp.write(s.encode("ascii", "surrogateescape"))

    def _new_buffer(self):
        return BytesIO()

    def _encode(self, s):
        return s.encode("ascii")

    def _write_headers(self, msg):
        for name, value in msg.raw_items():
            folded = self.policy.fold_binary(name, value)
            self._check_header_bytes(folded)
            self._fp.write(folded)
        self.write(self._NL)

    def _check_header_bytes(self, folded):
        if not self.policy.verify_generated_headers:
            return
        linesep = self.policy.linesep.encode()
        if not folded.endswith(linesep):
            raise HeaderWriteError(f"folded header does not end with {linesep!r}: {folded!r}")
        if _unfolded_line.search(folded.removesuffix(linesep).decode("latin-1")):
            raise HeaderWriteError(f"folded header contains newline: {folded!r}")

    def _handle_text(self, msg):
        if msg._payload is None:
            return
        if _has_surrogates(msg._payload) and self.policy.cte_type != "7bit":
            if self._mangle_from_:
                msg._payload = _from_line.sub(">From ", msg._payload)
            self._write_lines(msg._payload)
        else:
            super()._handle_text(msg)

    _writeBody = _handle_text

    @classmethod
    def _compile_re(cls, s, flags):
        return re.compile(s.encode("ascii"), flags)


class DecodedGenerator(Generator):
    """Writes the text of messages, and a line for each part that is something else."""

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, fmt=None, *, policy=None):
        Generator.__init__(self, outfp, mangle_from_, maxheaderlen, policy=policy)
        if fmt is None:
            fmt = "[Non-text (%(type)s) part of message omitted, filename %(filename)s]"
        self._fmt = fmt

    def _dispatch(self, msg):
        for part in msg.walk():
            main = part.get_content_maintype()
            if main == "text":
                print(part.get_payload(decode=False), file=self)
            elif main != "multipart":
                facts = {
                    "type": part.get_content_type(),
                    "maintype": main,
                    "subtype": part.get_content_subtype(),
                    "filename": part.get_filename("[no filename]"),
                    "description": part.get("Content-Description", "[no description]"),
                    "encoding": part.get("Content-Transfer-Encoding", "[no encoding]"),
                }
                print(self._fmt % facts, file=self)
