import _circular_a

result = "b sees a: " + str(hasattr(_circular_a, "result"))
