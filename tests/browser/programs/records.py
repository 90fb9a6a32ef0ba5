"""Data classes: say what belongs together, and Python writes the rest."""

from dataclasses import asdict, astuple, dataclass, field, fields, replace


@dataclass
class Item:
    """One line of an order."""

    name: str
    price: float
    count: int = 1

    @property
    def cost(self):
        return self.price * self.count


@dataclass
class Order:
    """Who wants what; `number` is not asked for but counted."""

    customer: str
    items: list[Item] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict, repr=False)
    number: int = field(init=False, default=0, compare=False)

    issued = 0

    def __post_init__(self):
        Order.issued += 1
        self.number = Order.issued

    @property
    def total(self):
        return sum(item.cost for item in self.items)


order = Order("Ada", [Item("tea", 4.5, 2), Item("cup", 7.25)])
print(order)
print(f"Order {order.number}: {order.total:.2f}")

second = Order("Ada", [Item("tea", 4.5, 2), Item("cup", 7.25)])
print(order == second, order is second, second.number)
print(asdict(order.items[0]), astuple(order.items[1]))


@dataclass(frozen=True, order=True)
class Version:
    """Compared part by part, and never changed."""

    major: int
    minor: int = 0
    patch: int = 0

    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split(".")))

    def __str__(self):
        return ".".join(map(str, astuple(self)))


versions = [Version.parse(text) for text in ("3.9", "3.14", "2.7.18", "3")]
print(*sorted(versions), sep=" < ")
print(replace(versions[0], patch=1), max(versions), {versions[3]: "three"}[Version(3)])
try:
    versions[0].major = 4
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
print([(each.name, each.default) for each in fields(Version) if each.default == 0])


@dataclass(kw_only=True, slots=True)
class Setting:
    key: str
    value: object = None


print(Setting(key="colour", value="green"), hasattr(Setting(key="x"), "__dict__"))
