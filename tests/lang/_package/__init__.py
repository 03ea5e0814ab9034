print("_package runs")
LEVEL = "top"
exported = "from the package"
hidden = "not in __all__"
__all__ = ["exported", "LEVEL"]
