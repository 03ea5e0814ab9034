x = = 1
def f(:
    pass
if x
    y = 1
else:
    z = (1, 2
       3)
return 5
  bad
print "a"
class A:
foo
"abc
ok = 1
$
x = (1,
