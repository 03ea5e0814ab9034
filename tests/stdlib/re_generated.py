# Generated patterns and what they match.
import re, random
r = random.Random(7)
atoms = ['a','b','.','[ab]','[^a]','(a)','(b|a)','(?:ab)','(a*)','(?:a|ab)','\\1','(?=a)','(?!b)','(?<=a)','^','$','\\b','','(?P<n>a|b)','(?>a*)', '(?i:A)', 'é', '(?(1)a|b)','\\w','\\W','(?<!é)']
quants = ['','','','*','+','?','*?','+?','??','{2}','{1,2}','{0,2}?','*+','?+']
texts = ['', 'a', 'ab', 'ba', 'aab', 'abab', 'aaa', 'bbb', 'aéb', 'abaab', 'éa', 'AbA', 'a b']
def gen(d=0):
    parts = []
    for _ in range(r.randint(1, 3)):
        if d < 2 and r.random() < .3:
            x = r.choice(['(', '(?:', '(?>', '(?=', '(?!']) + gen(d + 1) + ('|' + gen(d + 1) if r.random() < .5 else '') + ')'
        else: x = r.choice(atoms)
        parts.append(x + r.choice(quants))
    return ''.join(parts)
for i in range(300):
    p = gen()
    try: c = re.compile(p)
    except re.error as e:
        print(p, e); continue
    for t in texts:
        m = c.search(t)
        f = c.fullmatch(t)
        print(p, t, m and m.regs, m and m.lastindex, f and f.regs, [x.span() for x in c.finditer(t)])
