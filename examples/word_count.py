# Text processing: the words of a text counted, ranked and set as a table.
import string
from collections import Counter, defaultdict

TEXT = """
The woods are lovely, dark and deep,
But I have promises to keep,
And miles to go before I sleep,
And miles to go before I sleep.
"""


def words(text):
    for raw in text.split():
        word = raw.strip(string.punctuation).lower()
        if word:
            yield word


def bar(n, most, width=20):
    return "█" * round(n / most * width)


counts = Counter(words(TEXT))
most = counts.most_common(1)[0][1]
ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
for word, n in ranked[:8]:
    print(f"{word:<10}{n:>3} {bar(n, most)}")

by_length = defaultdict(set)
for word in counts:
    by_length[len(word)].add(word)
for length, group in sorted(by_length.items(), reverse=True)[:3]:
    print(f"{length:2d} letters: {', '.join(sorted(group))}")

lines = [line for line in TEXT.splitlines() if line]
widest = max(map(len, lines))
print("+" + "-" * (widest + 2) + "+")
for line in lines:
    print(f"| {line:^{widest}} |")
print("+" + "-" * (widest + 2) + "+")
print(TEXT.strip().title().swapcase().translate(str.maketrans("aeiou", "*****")).splitlines()[0])
