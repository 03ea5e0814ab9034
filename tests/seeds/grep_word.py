# A coroutine that consumes what is sent to it.
def grep_word(match):
    print("Print sentence match word: {}".format(match))
    while True:
        sentence = (yield)
        if match in sentence:
            print(sentence)

corou = grep_word("Hello")

# grep_word 会执行到 sentence = (yield) 处暂停
next(corou)

corou.send("First Sentence")
corou.send("Hello world")
