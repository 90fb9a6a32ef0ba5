import pickle

class Player:
    def __init__(self, name):
        self.name = name
        self.level = 1
        self.bag = ["map"]

def load():
    try:
        with open("save.dat", "rb") as f:
            return pickle.load(f)
    except (FileNotFoundError, EOFError):
        return None

player = load()
if player is None:
    player = Player(input("New game! Your name? "))
else:
    print("Welcome back,", player.name)

while True:
    print(f"{player.name}, level {player.level}, bag: {', '.join(player.bag)}")
    cmd = input("find / train / save / reload / end: ")
    if cmd == "find":
        player.bag.append(input("What? "))
    elif cmd == "train":
        player.level += 1
    elif cmd == "save":
        pickle.dump(player, open("save.dat", "wb"))
        print("Saved.")
    elif cmd == "reload":
        player = load() or player
    elif cmd == "end":
        break
