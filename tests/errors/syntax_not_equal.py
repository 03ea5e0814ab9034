# oracle: 3.14
x = 1 <> 2
