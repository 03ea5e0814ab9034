"""python -m json.tool: its options, and what is wrong with what it is given."""
import os
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    def run(*options, text='{"b": [1, 2.5, null, true], "a": "\u00e9\\n", "c": {}}'):
        done = subprocess.run([sys.executable, '-m', 'json.tool', *options], input=text, capture_output=True,
                              encoding='utf-8', cwd=folder, env={**os.environ, 'PYTHONUTF8': '1', 'NO_COLOR': '1'})
        print(options, done.returncode)
        print(done.stdout, end='')
        print(done.stderr.replace('rondo', 'python').rpartition('error: ')[2], end='')

    run()
    run('--sort-keys')
    run('--no-ensure-ascii', '--indent', '1')
    run('--tab')
    run('--no-indent')
    run('--compact')
    run('--json-lines', text='{"a": 1}\n[2]\n3\n')
    run('--json-lines', '--compact', text='{"a": 1}\n[2]\n3\n')
    run(text='{"a": 1,}')
    run(text='')
    run('--tab', '--compact')
    with open(os.path.join(folder, 'in.json'), 'w', encoding='utf-8') as f:
        f.write('["\u00e9", NaN]')
    run('in.json')
    run('in.json', 'out.json', '--no-ensure-ascii')
    with open(os.path.join(folder, 'out.json'), encoding='utf-8') as f:
        print(ascii(f.read()))
