"""Catch the fruit: move the basket with the arrow keys, the mouse or a finger."""

import random

from pagelet import Rect, canvas, clock, keys, mouse, play

FRUITS = ["tomato", "gold", "yellowgreen", "mediumpurple"]


def start():
    """Begin a new game."""
    global basket, fruits, score, lives, speed, wait
    basket = Rect(275, 350, 90, 30)
    fruits = []
    score, lives = 0, 3
    speed, wait = 120, 0


def drop_fruit():
    x = random.randint(20, int(canvas.width) - 20)
    fruits.append({"x": x, "y": -15, "color": random.choice(FRUITS)})


def move_basket(seconds):
    if keys.left:
        basket.x -= 400 * seconds
    if keys.right:
        basket.x += 400 * seconds
    if mouse.inside and (mouse.dx or mouse.clicked):
        basket.center = (mouse.x, basket.center[1])
    basket.keep_inside(canvas.area)


def move_fruits(seconds):
    global score, lives, speed
    for fruit in fruits[:]:
        fruit["y"] += speed * seconds
        if basket.overlaps_circle(fruit["x"], fruit["y"], 15):
            fruits.remove(fruit)
            score += 1
            speed += 4
            play("coin")
        elif fruit["y"] > canvas.height + 15:
            fruits.remove(fruit)
            lives -= 1
            play("lose" if lives == 0 else "hit")


def draw():
    canvas.clear("lightcyan")
    canvas.rect(0, 380, canvas.width, 20, "darkseagreen")
    for fruit in fruits:
        canvas.circle(fruit["x"], fruit["y"], 15, fruit["color"], outline="saddlebrown")
        canvas.line(fruit["x"], fruit["y"] - 14, fruit["x"] + 4, fruit["y"] - 22, thickness=3)
    canvas.rect(*basket, "peru", radius=8, outline="saddlebrown", thickness=3)
    canvas.text(f"Score {score}", 12, 10, "darkslategray")
    canvas.text("♥" * lives, canvas.width - 12, 10, "crimson", align="right")
    if lives == 0:
        canvas.text("Game over", 320, 160, "darkslategray", size=48, bold=True, align="center")
        canvas.text("Space or a click starts again", 320, 220, "darkslategray", align="center")


canvas.size(640, 400)
start()
while True:
    seconds = clock.tick(60)
    if lives > 0:
        wait -= seconds
        if wait <= 0:
            drop_fruit()
            wait = 150 / speed
        move_basket(seconds)
        move_fruits(seconds)
    elif keys.hit.space or mouse.clicked:
        start()
    draw()
