# Every form of string literal.
print('single', "double", '''triple
single''', """triple "quoted" double""")
print('a' "b" 'c' """d""", ("one "
      "two"))
print('\a\b\f\v'.encode(), 'tab\tnew\\nline', 'quote\'s', "q\"d", '\x41\u00e9\U0001F600', '\101\60\0'.encode(),
    '\N{GREEK SMALL LETTER ALPHA}')
print(r'raw\n\'', R"\\", r"a\"b", len(r'\x41'), u'unicode', U"U")
print('line \
continued')
print(b'bytes', B"\x00\xff\n\t\\'\"", rb'\n', bR"\x", Rb'\\', br"\"", b'\101\7', b'a' b"b")
print(len('é'), len('😀'), len('e\u0301'), '日本語', 'ñ' == '\u00f1')
print("", '', """""", '''''', "''", '""', """a"b""", '''a'b''')
print('\
')
print("a\
b" + 'c')
print(repr('mixed \' and "'), repr("only '"), repr('only "'),
    repr('\n\t\r\\\x00\x7f\x80\xa0é\u2028\ud800\U0001F600\U000e0001'))
print(ascii('é\u2028😀'), ascii("plain"))
