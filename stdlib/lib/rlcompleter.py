"""What a name may go on with: Completer, for prompts."""

import builtins
import keyword
import re
import warnings

__all__ = ['Completer']


class Completer:
    """Completes names of a namespace, by default that of __main__, and attributes."""

    def __init__(self, namespace=None):
        if namespace and not isinstance(namespace, dict):
            raise TypeError('namespace must be a dictionary')
        self.use_main_ns = namespace is None
        if namespace is not None:
            self.namespace = namespace

    def complete(self, text, state):
        """The completion of that number; None behind the last."""
        if self.use_main_ns:
            import __main__
            self.namespace = __main__.__dict__
        if not text.strip():
            return '\t' if state == 0 else None
        if state == 0:
            self.matches = self.attr_matches(text) if '.' in text else self.global_matches(text)
        try:
            return self.matches[state]
        except IndexError:
            return None

    def _callable_postfix(self, val, word):
        if callable(val):
            word += '('
            import inspect
            try:
                if not inspect.signature(val).parameters:
                    word += ')'
            except ValueError:
                pass
        return word

    def global_matches(self, text):
        """Keywords, built-in names and names of the namespace."""
        matches = []
        seen = {'__builtins__'}
        for word in keyword.kwlist + keyword.softkwlist:
            if word.startswith(text):
                seen.add(word)
                if word in {'finally', 'try'}:
                    word += ':'
                elif word not in {'False', 'None', 'True', 'break', 'continue', 'pass', 'else', '_'}:
                    word += ' '
                matches.append(word)
        for names in self.namespace, builtins.__dict__:
            for word, value in names.items():
                if word.startswith(text) and word not in seen:
                    seen.add(word)
                    matches.append(self._callable_postfix(value, word))
        return matches

    def attr_matches(self, text):
        """Attributes of what stands before the last point."""
        found = re.match(r'(\w+(\.\w+)*)\.(\w*)', text)
        if not found:
            return []
        expression, start = found.group(1, 3)
        try:
            value = eval(expression, self.namespace)
        except Exception:
            return []
        words = set(dir(value))
        words.discard('__builtins__')
        if hasattr(value, '__class__'):
            words.add('__class__')
            words.update(get_class_members(value.__class__))
        matches = []
        # Names with underscores only if there is nothing else, or if they are asked for.
        hidden = {'': '_', '_': '__'}.get(start)
        while True:
            for word in words:
                if word[:len(start)] != start or hidden and word[:len(hidden)] == hidden:
                    continue
                match = f'{expression}.{word}'
                if isinstance(getattr(type(value), word, None), property):
                    matches.append(match)
                    continue
                with warnings.catch_warnings():
                    warnings.simplefilter('ignore')
                    attribute = getattr(value, word, None)
                matches.append(match if attribute is None else self._callable_postfix(attribute, match))
            if matches or not hidden:
                break
            hidden = '__' if hidden == '_' else None
        matches.sort()
        return matches


def get_class_members(klass):
    """The attributes of a class and its bases."""
    found = dir(klass)
    for base in getattr(klass, '__bases__', ()):
        found = found + get_class_members(base)
    return found
