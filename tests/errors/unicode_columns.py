# Carets stand right under wide characters, too.
名前 = "値"
print("日本語", "é", 名前.upper(), "日本" + 5, "後")
