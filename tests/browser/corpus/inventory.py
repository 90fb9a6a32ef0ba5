from dataclasses import dataclass, field, asdict
from enum import Enum

class Category(Enum):
    TOOL = "tool"
    TOY = "toy"

@dataclass(order=True)
class Item:
    price: float
    name: str = field(compare=False)
    quantity: int = field(default=1, compare=False)
    category: Category = field(default=Category.TOY, compare=False)

    @property
    def total(self) -> float:
        return self.price * self.quantity

    def __post_init__(self):
        if self.price < 0:
            raise ValueError("price must not be negative")

@dataclass
class Inventory:
    items: list[Item] = field(default_factory=list)

    def add(self, item: Item) -> None:
        self.items.append(item)

    def worth(self) -> float:
        return sum(i.total for i in self.items)

shop = Inventory()
shop.add(Item(9.99, "hammer", 5, Category.TOOL))
shop.add(Item(19.5, "robot"))
shop.add(Item(0.75, "marble", 200))
try:
    shop.add(Item(-1, "ghost"))
except ValueError as e:
    print("ValueError:", e)

name = input("New item: ")
price = float(input("Price: "))
quantity = int(input("Quantity: ") or 1)
category = Category(input("tool or toy? "))
shop.add(Item(price, name, quantity, category))

for item in sorted(shop.items, reverse=True):
    print(f"{item.name:10}{item.category.name:6}{item.quantity:5}{item.price:8.2f}{item.total:10.2f}")
print(f"Everything is worth {shop.worth():.2f}")
print(asdict(shop.items[0]))
print(max(shop.items))
