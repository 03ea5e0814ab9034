# A generator read by a for loop.
def firstn(n):
    num = 0
    while num < n:
        yield num
        num += 1

for num in firstn(10):
    print(num)
