def show(name, value, width):
    return f"{name!r:>{width}} = {value:.2f} {value=}"
