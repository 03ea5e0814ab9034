# Integers as rows of bits and bytes.
for n in (0, 1, -1, 5, -5, 255, 256, -256, 2 ** 40, -(2 ** 70)):
    print(n, n.bit_length(), n.bit_count(), n & 0xff, n | 0x0f, n ^ 0xff, n << 3, n >> 3)
print(1 << 100 >> 98, -1 << 70, 0 << 1000)
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (0).to_bytes(1, "big"), (5).to_bytes())
print((-2).to_bytes(2, "big", signed=True), (255).to_bytes(1, byteorder="little"))
print((2 ** 70).to_bytes(10, "big"))
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\x00\x04", "little"), int.from_bytes(b"\xff\xfe", "big",
    signed=True))
print(int.from_bytes(b"", "big"), int.from_bytes([1, 2, 3]), int.from_bytes(b"\xff" * 9, "little"))
for f in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (1).to_bytes(1, "middle")):
    try:
        print(f())
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
print(True & False, True | False, True ^ True, True & 3, True << 3)
mask = 0
for bit in (1, 5, 40, 66):
    mask |= 1 << bit
print(mask, [i for i in range(70) if mask >> i & 1])
