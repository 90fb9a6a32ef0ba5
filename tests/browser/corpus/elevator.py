import time

class Passenger:
    def __init__(self, name, start, goal):
        self.name, self.start, self.goal = name, start, goal

    def __repr__(self):
        return f"{self.name}({self.start}->{self.goal})"

class Elevator:
    def __init__(self, floors):
        self.floors = floors
        self.floor = 0
        self.direction = 1
        self.inside = []
        self.waiting = []

    def call(self, passenger):
        self.waiting.append(passenger)

    def step(self):
        out = [p for p in self.inside if p.goal == self.floor]
        self.inside = [p for p in self.inside if p not in out]
        came = [p for p in self.waiting if p.start == self.floor]
        self.waiting = [p for p in self.waiting if p not in came]
        self.inside += came
        if out or came:
            print(f"Floor {self.floor}: out {out}, in {came}")
        if not self.inside and not self.waiting:
            return False
        if self.floor == self.floors - 1:
            self.direction = -1
        elif self.floor == 0:
            self.direction = 1
        self.floor += self.direction
        return True

    def draw(self):
        shaft = ["   "] * self.floors
        shaft[self.floor] = "[%d]" % len(self.inside)
        print("|" + "|".join(shaft) + "|", end="\r", flush=True)
        time.sleep(0.05)

lift = Elevator(5)
lift.call(Passenger("Ann", 0, 3))
lift.call(Passenger("Bob", 4, 1))
lift.call(Passenger("Cleo", 2, 4))
moves = 0
while lift.step():
    moves += 1
    lift.draw()
print()
print("Everybody has arrived after", moves, "moves.")
