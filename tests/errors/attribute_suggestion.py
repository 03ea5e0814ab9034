# A misspelled attribute.
class Account:
    def __init__(self):
        self.balance = 5

    def deposit(self, amount):
        self.balanse += amount


Account().deposit(1)
