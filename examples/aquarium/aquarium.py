"""An aquarium: fish swim about, and bubbles rise. Click or tap to feed the fish."""

import math
import random

from pagelet import Image, canvas, clock, mouse, note, play

fish_picture = Image("fish.svg")
weed_picture = Image("weed.png", smooth=False)


class Fish:
    def __init__(self):
        self.x, self.y = random.uniform(60, 580), random.uniform(60, 300)
        self.size = random.uniform(50, 110)
        self.speed = random.uniform(30, 70)
        self.to_right = random.random() < 0.5
        self.phase = random.uniform(0, 6)

    def swim(self, seconds):
        if food:
            nearest = min(food, key=lambda crumb: math.dist(crumb, (self.x, self.y)))
            self.to_right = nearest[0] > self.x
            self.y += math.copysign(
                min(60 * seconds, abs(nearest[1] - self.y)), nearest[1] - self.y
            )
            if math.dist(nearest, (self.x, self.y)) < self.size / 2:
                food.remove(nearest)
                self.size = min(150, self.size + 4)
                note(random.choice(["C5", "D5", "E5", "G5", "A5"]), 0.3, instrument="flute")
        elif not 40 < self.x < canvas.width - 40:
            self.to_right = self.x < canvas.width / 2
        self.x += self.speed * seconds * (1 if self.to_right else -1) * (2 if food else 1)

    def draw(self):
        wave = 6 * math.sin(3 * clock.time + self.phase)
        canvas.image(
            *(fish_picture, self.x, self.y + wave),
            width=self.size,
            anchor="center",
            angle=wave,
            flip_x=not self.to_right,
        )


def draw_water():
    canvas.clear("#bfe8f5")
    for depth in range(0, 400, 20):
        canvas.rect(0, depth, 640, 20, (30, 110, 170), opacity=depth / 550)
    light = [(200, 0), (260, 0), (420, 400), (120, 400)]
    canvas.polygon([(x + 30 * math.sin(clock.time / 3), y) for x, y in light], "white", opacity=0.1)
    sand = [(x, 345 + 8 * math.sin(x / 50)) for x in range(0, 660, 20)]
    canvas.polygon([(0, 400), *sand, (640, 400)], "#e8d29a")


def draw_weeds():
    for number, x in enumerate((70, 130, 480, 560)):
        lean = 5 * math.sin(clock.time + number)
        canvas.image(weed_picture, x, 380, height=90 + 12 * number, anchor="bottom", angle=lean)


canvas.size(640, 400)
fishes = [Fish() for _ in range(6)]
bubbles = []
food = []
while True:
    seconds = clock.tick(60)
    if mouse.clicked:
        food.append((mouse.x, mouse.y))
        play("splash", volume=0.4)
    if random.random() < seconds:
        bubbles.append([random.uniform(20, 620), 380, random.uniform(3, 9)])

    food = [(x, y + 25 * seconds) for x, y in food if y < 370]
    bubbles = [[x, y - 50 * seconds, size] for x, y, size in bubbles if y > -10]
    for fish in fishes:
        fish.swim(seconds)

    draw_water()
    draw_weeds()
    for fish in fishes:
        fish.draw()
    for x, y in food:
        canvas.circle(x, y, 4, "saddlebrown")
    for x, y, size in bubbles:
        canvas.circle(x, y, size, "white", outline="white", opacity=0.35)
    canvas.text(f"{len(food)} crumbs", 12, 10, "white", size=16, opacity=0.8)
