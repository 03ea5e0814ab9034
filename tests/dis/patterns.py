def kind(x):
    match x:
        case 0 | 1:
            return "bit"
        case [first, *rest] if rest:
            return first
        case {"key": value, **others}:
            return value, others
        case str(text):
            return text
        case _:
            return None
