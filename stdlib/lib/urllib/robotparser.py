"""The file robots.txt, in which sites say what programs are to leave alone (RFC 9309)."""

import collections
import re
import time
import urllib.error
import urllib.parse
import urllib.request

__all__ = ["RobotFileParser"]

RequestRate = collections.namedtuple("RequestRate", "requests seconds")


class RobotFileParser:
    """The rules of a site."""

    def __init__(self, url=""):
        self.entries = []
        self.sitemaps = []
        self.default_entry = None
        self.disallow_all = False
        self.allow_all = False
        self.set_url(url)
        self.last_checked = 0

    def mtime(self):
        """When the rules were read, in seconds since the epoch."""
        return self.last_checked

    def modified(self):
        """Says that the rules were read just now."""
        self.last_checked = time.time()

    def set_url(self, url):
        """Sets the address of the file."""
        self.url = url
        self.host, self.path = urllib.parse.urlparse(url)[1:3]

    def read(self):
        """Reads the rules from the address."""
        try:
            file = urllib.request.urlopen(self.url)
        except urllib.error.HTTPError as problem:
            if problem.code in (401, 403):
                self.disallow_all = True
            elif 400 <= problem.code < 500:
                self.allow_all = True
            problem.close()
        else:
            self.parse(file.read().decode("utf-8").splitlines())

    def _add_entry(self, entry):
        if "*" in entry.useragents:
            self.default_entry = entry if self.default_entry is None else _merged([self.default_entry, entry])
        else:
            self.entries.append(entry)

    def parse(self, lines):
        """Reads the rules from lines."""
        # What came last of an entry: nothing, a name, or a rule.
        state = "nothing"
        entry = Entry()
        self.modified()
        for line in lines:
            if not line:
                if state == "rule":
                    self._add_entry(entry)
                if state != "nothing":
                    entry = Entry()
                    state = "nothing"
            line = line.partition("#")[0].strip()
            if not line or ":" not in line:
                continue
            key, _, value = line.partition(":")
            key = key.strip().lower()
            value = urllib.parse.unquote(value.strip())
            if key == "user-agent":
                if state == "rule":
                    self._add_entry(entry)
                    entry = Entry()
                entry.useragents.append(value)
                state = "name"
            elif key in ("disallow", "allow"):
                if state != "nothing":
                    entry.rulelines.append(RuleLine(value, key == "allow"))
                    state = "rule"
            elif key == "crawl-delay":
                if state != "nothing":
                    if value.isdigit():
                        entry.delay = int(value)
                    state = "rule"
            elif key == "request-rate":
                if state != "nothing":
                    numbers = value.split("/")
                    if len(numbers) == 2 and all(number.strip().isdigit() for number in numbers):
                        entry.req_rate = RequestRate(int(numbers[0]), int(numbers[1]))
                    state = "rule"
            elif key == "sitemap":
                self.sitemaps.append(value)
        if state == "rule":
            self._add_entry(entry)

    def _entry_for(self, useragent):
        # Several groups of rules for one program are as one (RFC 9309).
        applying = [entry for entry in self.entries if entry.applies_to(useragent)]
        return _merged(applying) if applying else self.default_entry

    def can_fetch(self, useragent, url):
        """Whether a program of that name may fetch an address. Before the rules were read it may fetch nothing."""
        if self.disallow_all:
            return False
        if self.allow_all:
            return True
        if not self.last_checked:
            return False
        parts = urllib.parse.urlparse(urllib.parse.unquote(url))
        url = urllib.parse.urlunparse(("", "", parts.path, parts.params, parts.query, parts.fragment))
        url = urllib.parse.quote(url) or "/"
        entry = self._entry_for(useragent)
        return entry is None or entry.allowance(url)

    def crawl_delay(self, useragent):
        """How many seconds to wait between requests, or `None`."""
        if not self.mtime():
            return None
        entry = self._entry_for(useragent)
        return None if entry is None else entry.delay

    def request_rate(self, useragent):
        """How many requests there may be in how many seconds, or `None`."""
        if not self.mtime():
            return None
        entry = self._entry_for(useragent)
        return None if entry is None else entry.req_rate

    def site_maps(self):
        """The addresses of the site's maps, or `None`."""
        return self.sitemaps or None

    def __str__(self):
        entries = self.entries
        if self.default_entry is not None:
            entries = entries + [self.default_entry]
        return "\n\n".join(map(str, entries))


def _merged(entries):
    if len(entries) == 1:
        return entries[0]
    merged = Entry()
    for entry in entries:
        merged.useragents += entry.useragents
        merged.rulelines += entry.rulelines
        merged.delay = entry.delay if merged.delay is None else merged.delay
        merged.req_rate = entry.req_rate if merged.req_rate is None else merged.req_rate
    return merged


class RuleLine:
    """A rule: what paths begin with, and whether they may be fetched.

    In the path `*` stands for any characters, and `$` at its end for the end of paths (RFC 9309).
    """

    def __init__(self, path, allowance):
        if path == "" and not allowance:
            # To disallow nothing is to allow all.
            allowance = True
        path = urllib.parse.urlunparse(urllib.parse.urlparse(path))
        self.path = urllib.parse.quote(path, safe="/*$")
        self.allowance = allowance
        beginning = self.path.removesuffix("$")
        pattern = ".*".join(map(re.escape, beginning.split("*")))
        self._matches = re.compile(pattern + r"\z" if beginning != self.path else pattern, re.DOTALL).match

    def applies_to(self, filename):
        """Whether the rule is for a path."""
        return self._matches(filename) is not None

    def __str__(self):
        return ("Allow" if self.allowance else "Disallow") + ": " + self.path


class Entry:
    """The rules for some programs."""

    def __init__(self):
        self.useragents = []
        self.rulelines = []
        self.delay = None
        self.req_rate = None

    def __str__(self):
        lines = [f"User-agent: {agent}" for agent in self.useragents]
        if self.delay is not None:
            lines.append(f"Crawl-delay: {self.delay}")
        if self.req_rate is not None:
            lines.append(f"Request-rate: {self.req_rate.requests}/{self.req_rate.seconds}")
        lines += map(str, self.rulelines)
        return "\n".join(lines)

    def applies_to(self, useragent):
        """Whether the rules are for a program of that name."""
        useragent = useragent.split("/")[0].lower()
        return any(agent == "*" or agent.lower() in useragent for agent in self.useragents)

    def allowance(self, filename):
        """Whether a path may be fetched: of the rules that are for it the longest counts, or one that allows it."""
        rules = [(len(line.path), line.allowance) for line in self.rulelines if line.applies_to(filename)]
        return max(rules)[1] if rules else True
