"""Format specifications: width, alignment, sign, precision, and how to write your own."""

import datetime

name, amount, share = "Ångström", 1234567.891, 0.0725

print(f"[{name:>12}] [{name:<12}] [{name:^12}] [{name:.3}] [{name:·^14}]")
print(f"{amount:.2f} {amount:,.1f} {amount:_.0f} {amount:e} {amount:g} {amount:+.3f}")
print(f"{share:.1%} {42:05d} {42:+d} {-42: d} {255:x} {255:#X} {255:o} {255:08b} {8364:c}")
print(f"{amount=:.1f} {name=} {2 + 3 = }")

width, precision = 14, 4
for value in (1, 3.14159265, 2e10, -0.5):
    print(f"|{value:{width}.{precision}g}|{value:<{width}}|")

day = datetime.date(2024, 2, 29)
print(f"{day:%d.%m.%Y} is day {day:%j} of the year")
print(f"{'a quote'!r} {'ü'!a} {{braces}} {name[0]!s:>3}")

print("{0} and {1}, {1} and {0}".format("here", "there"))
print("{person[name]} is {person[age]}".format(person={"name": "Ada", "age": 36}))
print("{:>{width}}".format("right", width=10), "%-8s|%6.2f" % ("old", 2.5))


class Angle:
    """Knows two formats of its own: 'deg' for degrees, 'hm' for degrees and minutes."""

    def __init__(self, degrees):
        self.degrees = degrees

    def __format__(self, spec):
        if spec == "hm":
            whole, rest = divmod(self.degrees, 1)
            return f"{whole:.0f}°{rest * 60:02.0f}′"
        return f"{self.degrees:.2f}{'°' if spec == 'deg' else ''}"


north = Angle(52.5163)
print(f"{north} {north:deg} {north:hm}")

planets = [("Mercury", 4879, 0.24), ("Earth", 12756, 1.0), ("Jupiter", 142984, 11.86)]
print(f"{'planet':<10}{'diameter':>12}{'years':>8}")
for planet, diameter, years in planets:
    print(f"{planet:<10}{diameter:>9,} km{years:>8.2f}")
