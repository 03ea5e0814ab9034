# An expression in parentheses over several lines.
total = (
    1
    + 2
    + "three"
    + 4
)
