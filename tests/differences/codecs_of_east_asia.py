# East Asian codecs that switch between sets by escape sequences are left out, and Johab; the others are there.
print("你好".encode("utf-8"), "你好".encode("gbk"))
for name in ["iso2022_jp", "iso2022_kr", "hz", "johab"]:
    try:
        "你好".encode(name)
    except LookupError as error:
        print(error)
