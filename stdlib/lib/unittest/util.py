"""Text and comparisons for the messages of failed assertions."""

from collections import Counter

__unittest = True

_MAX_LENGTH = 80
_PLACEHOLDER_LEN = 12
_MIN_BEGIN_LEN = 5
_MIN_END_LEN = 5
_MIN_COMMON_LEN = 5
_MIN_DIFF_LEN = _MAX_LENGTH - (_MIN_BEGIN_LEN + _PLACEHOLDER_LEN + _MIN_COMMON_LEN + _PLACEHOLDER_LEN + _MIN_END_LEN)


def safe_repr(obj, short=False):
    """The repr, also of an object whose `__repr__` fails; shortened on request."""
    try:
        result = repr(obj)
    except Exception:
        result = object.__repr__(obj)
    if not short or len(result) < _MAX_LENGTH:
        return result
    return result[:_MAX_LENGTH] + ' [truncated]...'


def _shorten(text, prefix_length, suffix_length):
    skipped = len(text) - prefix_length - suffix_length
    if skipped > _PLACEHOLDER_LEN:
        text = f'{text[:prefix_length]}[{skipped} chars]{text[len(text) - suffix_length:]}'
    return text


def _common_prefix_length(texts):
    shortest, longest = min(texts), max(texts)
    for at, char in enumerate(shortest):
        if at >= len(longest) or char != longest[at]:
            return at
    return len(shortest)


def _common_shorten_repr(*args):
    """The reprs, with what they have in common left out where they are long."""
    texts = tuple(map(safe_repr, args))
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    prefix_length = _common_prefix_length(texts)
    prefix = texts[0][:prefix_length]
    common_length = _MAX_LENGTH - (longest - prefix_length + _MIN_BEGIN_LEN + _PLACEHOLDER_LEN)
    if common_length > _MIN_COMMON_LEN:
        prefix = _shorten(prefix, _MIN_BEGIN_LEN, common_length)
        return tuple(prefix + text[prefix_length:] for text in texts)
    prefix = _shorten(prefix, _MIN_BEGIN_LEN, _MIN_COMMON_LEN)
    return tuple(prefix + _shorten(text[prefix_length:], _MIN_DIFF_LEN, _MIN_END_LEN) for text in texts)


def strclass(cls):
    """The name of a class with that of its module."""
    return f'{cls.__module__}.{cls.__qualname__}'


def _count_diff_hashable(actual, expected):
    """(count in actual, count in expected, element) of what is not in both as often."""
    first, second = Counter(actual), Counter(expected)
    result = [(count, second.get(element, 0), element) for element, count in first.items()
              if count != second.get(element, 0)]
    result += [(0, count, element) for element, count in second.items() if element not in first]
    return result


def _count_diff_all_purpose(actual, expected):
    """As `_count_diff_hashable`, for elements that can only be compared."""
    result = []
    groups = []
    for side, elements in enumerate((actual, expected)):
        for element in elements:
            for group in groups:
                if group[2] == element:
                    group[side] += 1
                    break
            else:
                groups.append([1 - side, side, element])
    for first, second, element in groups:
        if first != second:
            result.append((first, second, element))
    return result


def sorted_list_difference(expected, actual):
    """What is missing from and what is unexpected in the second of two sorted lists."""
    missing = [item for item in expected if item not in actual]
    unexpected = [item for item in actual if item not in expected]
    return missing, unexpected


def unorderable_list_difference(expected, actual):
    """As `sorted_list_difference`, for lists that cannot be sorted."""
    missing = []
    while expected:
        item = expected.pop()
        try:
            actual.remove(item)
        except ValueError:
            missing.append(item)
    return missing, actual


def three_way_cmp(x, y):
    """-1, 0 or 1, as x is less than, equal to or greater than y."""
    return (x > y) - (x < y)
