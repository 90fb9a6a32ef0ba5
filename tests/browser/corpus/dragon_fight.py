import random
import time

class Fighter:
    def __init__(self, name, hp, strength):
        self.name = name
        self.hp = hp
        self.strength = strength

    def attack(self, other):
        damage = random.randint(1, self.strength)
        if random.random() < 0.1:
            damage *= 2
            print("CRITICAL HIT!")
        other.hp -= damage
        print(f"{self.name} hits {other.name} for {damage} points.")

    @property
    def alive(self):
        return self.hp > 0

    def bar(self):
        full = max(0, self.hp) // 5
        return f"{self.name:<8} [{'#' * full:<10}] {max(0, self.hp)} HP"

hero = Fighter(input("Name of your hero: ") or "Hero", 50, 12)
dragon = Fighter("Dragon", 50, 10)
potions = 2

while hero.alive and dragon.alive:
    print(hero.bar())
    print(dragon.bar())
    what = input("[a]ttack, [p]otion, [r]un? ")
    if what == "a":
        hero.attack(dragon)
    elif what == "p" and potions:
        potions -= 1
        hero.hp = min(50, hero.hp + 20)
        print("Glug glug.", potions, "potions left.")
    elif what == "r":
        print("You run away. Shame on you!")
        break
    else:
        print("You stumble.")
    if dragon.alive:
        time.sleep(0.05)
        dragon.attack(hero)
    print()
else:
    winner = hero if hero.alive else dragon
    print("***", winner.name, "wins! ***")
