# Floats to text with every presentation type.
for x in (0.0, -0.0, 1.0, 3.14159265, -2.5, 1234567.891, 1e-7, 1e20, 1.5e-300, 0.5, 99.995):
    print(f"{x:f} {x:e} {x:g} {x:.0f} {x:.1f} {x:.3f} {x:.10f} {x:.0e} {x:.2e} {x:.3g} {x:.10g} {x:G} {x:E} {x:F} {x:%} {x:.1%}")
    print(f"[{x:12}] [{x:<12}] [{x:>12}] [{x:^12}] [{x:012}] [{x:+}] [{x: }] [{x:12.2f}] [{x:<12.2f}] [{x:=+12.2f}] [{x:*^12.1f}] [{x:,}] [{x:_.2f}] [{x:,.3f}] [{x:z.1f}]")
    print("%f %.2f %10.3f %-10.1f| %+.1f %e %g %G %5.0f %%" % (x, x, x, x, x, x, x, x, x))
inf, nan = float("inf"), float("nan")
print(f"{inf} {inf:f} {-inf:e} {nan:g} {inf:F} {nan:E} {inf:10} {nan:<10}| {inf:+} {inf:010} {nan:%}")
print(f"{1e6:g} {1e5:g} {123456789:g} {0.0001:g} {0.00001:g} {1e6:#g} {3.0:#.3g} {2.0:#.0f} {1e16} {1e16:.1f} {1e16:}")
print(f"{1:.1f} {True:f} {10 ** 20:f} {2 ** 53 + 1:.0f} {0.1:.20f} {0.1:.55f} {1e300:.3f}"[:200])
print(f"{2.5:.0f} {3.5:.0f} {0.125:.2f} {0.375:.2f} {1.005:.2f} {1e-10:.5f} {123.456:08.2f} {-123.456:08.2f} {123456.789:015,.2f}")
for spec in ("d", "x", "s", ".f", "q", ".2d", "10.", ",s", "..2f", "c", "b"):
    try:
        print(spec, format(1.5, spec))
    except ValueError as e:
        print(spec, "->", e)
