# grep_word by hand: what each step shows at a prompt.
def grep_word(match):
    print("Print sentence match word: {}".format(match))
    while True:
        sentence = (yield)
        if match in sentence:
            print(sentence)


corou = grep_word("Hello")
print(repr(corou).split(" at ")[0] + ">")
print(next(corou))
print(corou.send("First Sentence"))
print(corou.send("Hello world"))
