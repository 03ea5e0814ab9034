# The caret under a line with wide characters.
日本 = "日本語" + + * 5
