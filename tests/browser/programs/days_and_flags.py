"""Enumerations: a fixed set of names instead of numbers that nobody remembers."""

from enum import Enum, Flag, IntEnum, StrEnum, auto, unique


class Weekday(Enum):
    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 3
    SATURDAY = 6
    SUNDAY = 7

    @property
    def is_free(self):
        return self.value > 5


print([day.name for day in Weekday if day.is_free])
print(Weekday(3), Weekday["SUNDAY"].value, repr(Weekday.MONDAY))
print(Weekday.MONDAY is Weekday(1), len(Weekday), Weekday.TUESDAY in Weekday)
try:
    Weekday(9)
except ValueError as error:
    print(error)


class Permission(Flag):
    READ = auto()
    WRITE = auto()
    RUN = auto()
    ALL = READ | WRITE | RUN


mine = Permission.READ | Permission.RUN
print(mine.value, Permission.WRITE in mine, [one.name for one in mine])
print((Permission.ALL & ~mine).name, Permission.ALL ^ mine is Permission.WRITE, bool(mine & mine))


class Priority(IntEnum):
    LOW = 1
    HIGH = 10


class Colour(StrEnum):
    RED = auto()
    GREEN = auto()


print(sorted([Priority.HIGH, Priority.LOW])[0].name, Priority.HIGH + 5, Priority.LOW < 3)
print(f"{Colour.RED} {Colour.GREEN.upper()}", Colour.RED == "red")


@unique
class Planet(Enum):
    """Members may be built from several values, and calculate with them."""

    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return 6.67300e-11 * self.mass / self.radius**2


for planet in Planet:
    print(f"{planet.name.title():6} pulls with {planet.gravity:.2f} m/s²")


class Light(Enum):
    RED, GREEN, AMBER = range(3)

    def next(self):
        return Light((self.value + 1) % len(Light))


light = Light.RED
for _ in range(4):
    print(light.name, end=" → " if _ < 3 else "\n")
    light = light.next()
