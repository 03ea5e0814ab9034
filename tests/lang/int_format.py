# Integers to text.
for n in (0, 1, -1, 255, -255, 2 ** 70):
    print(n, bin(n), oct(n), hex(n), str(n), repr(n))
    print(f"{n:d} {n:b} {n:o} {n:x} {n:X} {n:#b} {n:#o} {n:#x} {n:#X}")
    print(f"[{n:10}] [{n:<10}] [{n:>10}] [{n:^10}] [{n:010}] [{n:+}] [{n: }] [{n:-}] [{n:=+8}] [{n:*^9}]")
    print(f"{n:,} {n:_} {n:_x} {n:#_b} {n:020,} {n:e} {n:.2f} {n:g} {n:%}" if abs(n) < 2 ** 60 else f"{n:,} {n:_} {n:.3e}")
print(f"{65:c}{0x4f60:c}{0x1F600:c}|{65:5c}|{65:<5c}|{65:^5c}|")
print(format(1234567, ",d"), format(1234567, "012,d"), format(-1234567, "_d"), format(12, "08b"), format(12, "#010x"))
print("%d %5d %-5d| %05d %+d % d %x %X %o %#x %#o %i" % (42, 42, 42, 42, 42, 42, 255, 255, 8, 255, 8, 7))
print("%c%c %s %r %a" % (65, "é", "é", "é", "é"))
for spec in (".2d", "s", "5.3", ",b", "#c", "+c", "y", "0 d", ",_d", ",n", "<<<", "1" * 30):
    try:
        print(spec, format(42, spec))
    except (ValueError, OverflowError) as e:
        print(spec, "->", type(e).__name__ + ":", e)
