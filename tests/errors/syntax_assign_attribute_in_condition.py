import sys
if sys.path = []:
    pass
