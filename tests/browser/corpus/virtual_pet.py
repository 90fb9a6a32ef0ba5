class Pet:
    """A virtual pet"""
    total = 0

    def __init__(self, name, kind="cat"):
        self.name = name
        self.kind = kind
        self.hunger = 3
        self.__mood = 5
        Pet.total += 1

    @property
    def mood(self):
        if self.__mood > 5:
            return "happy"
        elif self.__mood > 2:
            return "okay"
        return "sad"

    def __pass_time(self):
        self.hunger += 1
        self.__mood -= 1

    def talk(self):
        print("I'm", self.name, "and I feel", self.mood, "now.")
        self.__pass_time()

    def eat(self, food=2):
        print("Munch munch. Thank you.")
        self.hunger = max(0, self.hunger - food)
        self.__pass_time()

    def play(self, fun=4):
        print("Wheee!")
        self.__mood += fun
        self.__pass_time()

    def __str__(self):
        return f"<{self.kind} {self.name}: hunger {self.hunger}>"

def main():
    pet = Pet(input("What do you want to call your pet?: "))
    choice = None
    while choice != "0":
        print("""
Pet Minder

0 - Quit
1 - Listen to your pet
2 - Feed your pet
3 - Play with your pet
""")
        choice = input("Choice: ")
        print()
        if choice == "0":
            print("Good-bye.")
        elif choice == "1":
            pet.talk()
        elif choice == "2":
            food = int(input("How much food? "))
            pet.eat(food)
        elif choice == "3":
            pet.play()
        elif choice == "x":
            print(pet, vars(pet))
        else:
            print("Sorry, but", choice, "isn't a valid choice.")
    print("Pets so far:", Pet.total)

if __name__ == "__main__":
    main()
