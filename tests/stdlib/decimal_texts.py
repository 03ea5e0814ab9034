"""str() of decimals, with and without exponents."""
from decimal import Decimal as D

for s in ['0','-0','0.00','1','100','3.14','-3.14','1E+3','1E-6','1E-7','0.000001','0.0000012','-0.000001','123456789.123456789','18446744073709551615','18446744073709551616','0E-6','0E-7','0E+2','-0.00','1e-26','NaN','Infinity','-sNaN12','9'*30+'.5']:
    d=D(s); print(s,str(d),repr(d),f'{d}',d.to_eng_string())
class DD(D):
    def __str__(self): return 'DD'
print(str(DD(3)), f'{DD(3)}', '%s'%DD(3))
