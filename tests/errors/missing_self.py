# A name that is an attribute of self.
class Account:
    def __init__(self):
        self.balance = 5

    def show(self):
        return balance


Account().show()
