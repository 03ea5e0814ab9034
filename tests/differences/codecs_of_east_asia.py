# Tables of East Asian codecs are left out for their size; UTF-8 writes the same texts.
print("你好".encode("utf-8"))
for name in ["gbk", "big5", "shift_jis", "euc_kr"]:
    try:
        "你好".encode(name)
    except LookupError as error:
        print(error)
