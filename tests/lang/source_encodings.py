"""Programs in other encodings than UTF-8, arguments that are not UTF-8, output that is not buffered."""
import os
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:

    def run(content, *arguments, **environment):
        path = os.path.join(folder, 'program.py')
        with open(path, 'wb') as file:
            file.write(content)
        result = subprocess.run(
            [sys.executable, path, *arguments], capture_output=True, env={**os.environ, **environment})
        lines = result.stderr.decode('utf-8', 'replace').replace(folder, 'FOLDER').splitlines()
        print(result.returncode, result.stdout, lines[-1:])

    run(b'# -*- coding: cp1252 -*-\nprint(ascii("\x80\xe9"))\n')
    run(b'# vim: set fileencoding=latin-1 :\nprint(ascii("\xe9"))\n')
    run(b'#!/usr/bin/python\n# coding=koi8-r\nprint(ascii("\xc1"))\n')
    run(b'# coding: cp1251\r\nprint(ascii("\xe4\xe0"))\r\n')
    run(b'# coding: iso-8859-15\n\xd6l = 3\nprint(\xd6l)\n')
    run(b'# coding: cp1252\nprint("\x80" +)\n')
    run(b'# coding: cp1252\n"\x80"; 1 / 0\n')
    run(b'\xef\xbb\xbf# coding: utf-8\nprint(ascii("\xc3\xa9"))\n')

    with open(os.path.join(folder, 'module_in_cp1252.py'), 'wb') as file:
        file.write(b'# coding: cp1252\nSIGN = "\x80"\n')
    sys.path.insert(0, folder)
    import module_in_cp1252
    print(ascii(module_in_cp1252.SIGN))
    print(ascii(eval(compile(b'# coding: latin-1\n"\xe9"', 'text', 'eval'))))

    arguments = b'import sys; print(ascii(sys.argv[1:]), ascii(sys.orig_argv[-1]))'
    run(arguments, b'a\xffb', 'é', b'\xc3')
    unbuffered = b'import os, sys; print(sys.stdout.write_through, end=""); sys.stdout.write("abc"); os._exit(0)'
    run(unbuffered, PYTHONUNBUFFERED='1')
    run(unbuffered, PYTHONUNBUFFERED='')
