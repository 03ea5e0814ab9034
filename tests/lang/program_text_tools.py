# Text tools: wrapping, a Caesar cipher, run lengths, Roman numerals, edit distance, Markdown, anagrams, a diff.
def wrap(text, width):
    line = []
    for word in text.split():
        if line and len(" ".join(line + [word])) > width:
            yield " ".join(line)
            line = []
        line.append(word)
    if line:
        yield " ".join(line)


def caesar(text, shift):
    def turn(c, base):
        return chr((ord(c) - ord(base) + shift) % 26 + ord(base))
    return "".join(turn(c, "a") if "a" <= c <= "z" else turn(c, "A") if "A" <= c <= "Z" else c for c in text)


def run_lengths(text):
    out, previous, n = [], None, 0
    for c in [*text, None]:
        if c != previous:
            if n:
                out.append(f"{n}{previous}" if n > 1 else previous)
            previous, n = c, 0
        n += 1
    return "".join(out)


def roman(n):
    result = ""
    for value, digits in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "M CM D CD C XC L XL X IX V IV I".split()):
        count, n = divmod(n, value)
        result += digits * count
    return result


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
    return row[-1]


def markdown(text):
    for line in text.splitlines():
        if line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            yield f"<h{level}>{line[level:].strip()}</h{level}>"
        elif line.startswith("- "):
            yield f"<li>{line[2:]}</li>"
        elif line:
            parts = line.split("*")
            yield "<p>" + "".join(f"<b>{p}</b>" if i % 2 else p for i, p in enumerate(parts)) + "</p>"


def diff(old, new):
    n, m = len(old), len(new)
    length = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            length[i][j] = length[i + 1][j + 1] + 1 if old[i] == new[j] else max(length[i + 1][j], length[i][j + 1])
    i = j = 0
    while i < n or j < m:
        if i < n and j < m and old[i] == new[j]:
            yield " " + old[i]
            i, j = i + 1, j + 1
        elif j == m or i < n and length[i + 1][j] >= length[i][j + 1]:
            yield "-" + old[i]
            i += 1
        else:
            yield "+" + new[j]
            j += 1


TEXT = "It is a truth universally acknowledged that a single man in possession of a good fortune must be in want of a wife"
for line in wrap(TEXT, 32):
    print(f"|{line:<32}|{line:>32}|{line:^32}|")
print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3), run_lengths("aaabccdddd"),
    [roman(n) for n in (4, 1994, 2024, 3999)])
print(distance("kitten", "sitting"), distance("", "abc"), distance("same", "same"))
print("\n".join(markdown("# Title\n## Sub\n- item\ntext with *bold* words\n\nend")))
print("\n".join(diff("the quick brown fox".split(), "the slow brown wild fox".split())))
groups = {}
for word in "listen silent enlist google elgoog abc cab".split():
    groups.setdefault("".join(sorted(word)), []).append(word)
print([g for g in groups.values() if len(g) > 1])
print({c: TEXT.count(c) for c in sorted(set(TEXT.lower())) if c.isalpha() and TEXT.count(c) > 6})
print("".join(c for i, c in enumerate(TEXT) if i % 9 == 0), TEXT[::-1][:20], TEXT.split()[-1].title(),
    sum(map(len, TEXT.split())))
