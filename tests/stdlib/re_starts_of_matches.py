# A search passes by what no match can start with; what that is depends on all that a pattern can begin with.
import re

texts = ['', 'a', 'xyz12', '--é1', 'ΩΩ中x', '\n a', 'KſkK', 'xx\nyab', 'foo bar 12 34-56', 'ÿĀ', ' ' * 40 + 'end']
patterns = [
    r'\d+', r'\w', r'\W+', '[^a-z]', '[a-c]|x', 'foo|bar', r'(?:a|(?=b))', 'a*b', 'a?', '(a|b)?c', r'\bx', '^y', '$', r'\Z', '(?<=x)y',
    '(?<!x)y', '(?!a)[a-z]', '(?=e)[a-z]+', '(?i:K)+', '(?i)ſ', '(?i)[k]', '[Ā-中]', '[^Ā-中]', '.', '(?s:.)+', r'[^\W\d]', r'[^\S\n]+\w',
    'é', 'Ω+', '中', 'x{0}b', 'x{2,}', '(?>x+)y', 'a++b', '()y', r'(x)?(?(1)y|a)', r'(x)\1', r'\d{2}-?\d*', 'en', 'e', '1.3', 'x.+?b', r'\B.']
for pattern in patterns:
    shown = []
    for text in texts:
        shown.append([match.span() for match in re.finditer(pattern, text)])
        shown.append(re.sub(pattern, '_', text, count=2))
        found = re.compile(pattern).search(text, 1, 6)
        shown.append(found and found.span())
        whole = re.fullmatch(pattern, text)
        shown.append(whole and whole.span())
    print(pattern.encode('unicode_escape').decode(), *shown[4:])
    if pattern.isascii():
        compiled = re.compile(pattern.encode())
        print(*[[match.span() for match in compiled.finditer(text)] for text in (b'-a\xe9x12\n', b'foo\xffyab', b'KkB  end')])
for pattern in r'\w+', r'\d', '(?i)k', '[a-z]+', '.':
    print(re.findall(pattern, 'aé1K\u212a', re.ASCII), re.findall(pattern, 'a\nK', re.MULTILINE | re.DOTALL))
