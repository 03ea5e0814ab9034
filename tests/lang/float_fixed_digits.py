"""Floats with a fixed number of digits: ties go to the even digit, everything else to the nearer one."""

import hashlib
import math

TIES = [0.5, 1.5, 2.5, 0.125, 0.375, 2.675, 1.005, 1e15 + 0.5, 9.5, 99.5, 0.05, 0.25, 0.75, 1e-7, 5e-324]
for x in TIES + [-x for x in TIES] + [0.0, -0.0, 123456.789, 1e16, 1e22, 2.0**70, math.pi, math.inf, -math.inf, math.nan]:
    print(repr(x), *(format(x, f".{digits}f") for digits in (0, 1, 2, 3, 6, 9, 12, 17, 20)))
    print(f"{x:.0f} {x:.1f} {x:.2f} {x:.9f}", "%.3f" % x, f"{x:8.2f}|{x:+.2f}|{x:08.1f}|{x:,.2f}|{x!r:.3}")

# The same for many values of all sizes.
seed, lines = 12345, []
for _ in range(4000):
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    x = math.ldexp((seed >> 11) / 2**53, seed % 80 - 40) * (-1 if seed & 1024 else 1)
    lines.append(f"{x:.2f} {x:.0f} {x:.5f} {x:.9f} {round(x, 3)!r}")
print(hashlib.sha256("\n".join(lines).encode()).hexdigest(), lines[0], lines[-1])
