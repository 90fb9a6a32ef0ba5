from abc import ABC, abstractmethod

class Animal(ABC):
    legs = 4

    def __init__(self, name):
        self.name = name

    @abstractmethod
    def sound(self):
        ...

    def introduce(self):
        print(f"{self.name} the {type(self).__name__.lower()} says {self.sound()} and has {self.legs} legs.")

    def __lt__(self, other):
        return self.name < other.name

class Dog(Animal):
    def sound(self):
        return "Woof"

class Puppy(Dog):
    def sound(self):
        return super().sound().lower() + "!"

class Duck(Animal):
    legs = 2
    def sound(self):
        return "Quack"

class Swimmer:
    def swim(self):
        return f"{self.name} swims."

class Otter(Swimmer, Animal):
    def sound(self):
        return "Chirp"

zoo = [Duck("Donald"), Puppy("Spot"), Otter("Olly"), Dog("Rex")]
for animal in sorted(zoo):
    animal.introduce()
    if isinstance(animal, Swimmer):
        print("   ", animal.swim())

print([c.__name__ for c in Otter.__mro__])
print(issubclass(Puppy, Animal), isinstance(zoo[0], Dog))
try:
    Animal("Nobody")
except TypeError as error:
    print("No plain animals:", "abstract" in str(error))
