# Backtracking with generators: queens, sudoku, subset sums, permutations of a word.
def queens(n, columns=()):
    if len(columns) == n:
        yield columns
        return
    for c in range(n):
        if all(c != k and abs(c - k) != len(columns) - r for r, k in enumerate(columns)):
            yield from queens(n, columns + (c,))


solutions = list(queens(6))
print(len(solutions), solutions[0], sum(1 for _ in queens(7)))
for row in solutions[0]:
    print("." * row + "Q" + "." * (5 - row))
PUZZLE = "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79"


def candidates(board, at):
    r, c = divmod(at, 9)
    used = {board[r * 9 + k] for k in range(9)} | {board[k * 9 + c] for k in range(9)}
    used |= {board[(r // 3 * 3 + k // 3) * 9 + c // 3 * 3 + k % 3] for k in range(9)}
    return [d for d in "123456789" if d not in used]


def solve(board):
    empty = [(len(cs := candidates(board, i)), i, cs) for i, d in enumerate(board) if d == "."]
    if not empty:
        return board
    _, at, options = min(empty)
    for d in options:
        if result := solve(board[:at] + d + board[at + 1:]):
            return result


solved = solve(PUZZLE)
for r in range(9):
    print(" ".join(solved[r * 9:r * 9 + 9]))


def subsets(numbers, target, start=0, chosen=()):
    if target == 0:
        yield chosen
    for i in range(start, len(numbers)):
        if numbers[i] <= target:
            yield from subsets(numbers, target - numbers[i], i + 1, (*chosen, numbers[i]))


print(sorted(subsets([3, 34, 4, 12, 5, 2], 9)))
