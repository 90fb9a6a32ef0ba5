"""Classes and inheritance: what all animals share, and what each does in its own way."""


class Animal:
    """An animal with a name; `sound` is what its kind says."""

    sound = "..."
    born = 0

    def __init__(self, name):
        self.name = name
        Animal.born += 1

    def speak(self):
        return f"{self.name} says {self.sound}"

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"


class Dog(Animal):
    sound = "woof"

    def __init__(self, name, tricks=()):
        super().__init__(name)
        self.tricks = list(tricks)

    def add_trick(self, trick):
        self.tricks.append(trick)
        return self

    def speak(self):
        return super().speak() + "!" * len(self.tricks)


class Swimmer:
    """A mix-in: something that swims, whatever else it is."""

    def move(self):
        return f"{self.name} swims"


class Duck(Swimmer, Animal):
    sound = "quack"


fido, donald = Dog("Fido"), Duck("Donald")
fido.add_trick("roll over").add_trick("play dead")
for animal in (fido, donald, Animal("Something")):
    print(animal, animal.speak(), isinstance(animal, Swimmer))
print(donald.move(), Animal.born, [kind.__name__ for kind in Duck.__mro__])
print(issubclass(Dog, Animal), hasattr(fido, "move"), fido.tricks)


class Money:
    """Operators for amounts, and a property that refuses nonsense."""

    def __init__(self, cents):
        self.cents = cents

    @property
    def cents(self):
        return self._cents

    @cents.setter
    def cents(self, value):
        if value < 0:
            raise ValueError("money cannot be negative")
        self._cents = value

    def __add__(self, other):
        return Money(self.cents + other.cents)

    def __mul__(self, factor):
        return Money(round(self.cents * factor))

    def __eq__(self, other):
        return isinstance(other, Money) and self.cents == other.cents

    def __bool__(self):
        return self.cents > 0

    def __str__(self):
        return f"€{self.cents / 100:.2f}"


price = Money(250) + Money(99) * 1.5
print(price, price == Money(398), bool(Money(0)))
try:
    price.cents = -1
except ValueError as error:
    print("Not possible:", error)
