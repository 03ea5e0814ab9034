# A line indented by tabs.
def f():
	if True:
		return [1, 2, 3]["index"]


f()
