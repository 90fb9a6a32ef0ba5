"""Draws the same frames by Python and by JavaScript, in turns, and prints seconds as JSON.

Python draws in two ways: by the browser's own functions, call by call, and by `pagelet.canvas`,
which hands a whole frame to the browser at once. `canvas.js` has the same in JavaScript.
"""

import json
import math
import random
import time

import js
from pyodide.ffi import run_sync

from pagelet import canvas

ROUNDS = 5
FRAMES = 60
CIRCLES = 300
LINES = 1000
WIDTH, HEIGHT = 640, 400
COLORS = ["tomato", "gold", "skyblue", "seagreen"]


class Ball:
    def __init__(self, number):
        self.x, self.y = random.randrange(WIDTH), random.randrange(HEIGHT)
        self.dx, self.dy = random.uniform(-3, 3), random.uniform(-3, 3)
        self.color = COLORS[number % 4]

    def move(self):
        self.x += self.dx
        self.y += self.dy
        if not 0 < self.x < WIDTH:
            self.dx = -self.dx
        if not 0 < self.y < HEIGHT:
            self.dy = -self.dy


balls = [Ball(number) for number in range(CIRCLES)]
context = js.newContext(WIDTH, HEIGHT)


def circles_by_browser(_number):
    context.fillStyle = "white"
    context.fillRect(0, 0, WIDTH, HEIGHT)
    for ball in balls:
        ball.move()
        context.beginPath()
        context.arc(ball.x, ball.y, 8, 0, math.tau)
        context.fillStyle = ball.color
        context.fill()


def circles_by_pagelet(_number):
    canvas.clear("white")
    for ball in balls:
        ball.move()
        canvas.circle(ball.x, ball.y, 8, ball.color)
    canvas.flush()


def ends(number):
    for line in range(LINES):
        angle = number / 50 + line * 0.1
        yield WIDTH / 2 + line / 6 * math.cos(angle), HEIGHT / 2 + line / 6 * math.sin(angle)


def lines_by_browser(number):
    context.fillStyle = "white"
    context.fillRect(0, 0, WIDTH, HEIGHT)
    context.strokeStyle = "black"
    x, y = WIDTH / 2, HEIGHT / 2
    for next_x, next_y in ends(number):
        context.beginPath()
        context.moveTo(x, y)
        context.lineTo(next_x, next_y)
        context.stroke()
        x, y = next_x, next_y


def lines_by_pagelet(number):
    canvas.clear("white")
    x, y = WIDTH / 2, HEIGHT / 2
    for next_x, next_y in ends(number):
        canvas.line(x, y, next_x, next_y)
        x, y = next_x, next_y
    canvas.flush()


def measured(draw):
    """Return the seconds of work in a frame, and how many frames there are in a second."""
    work = 0
    run_sync(js.nextFrame())
    begin = time.perf_counter()
    for number in range(FRAMES):
        start = time.perf_counter()
        draw(number)
        work += time.perf_counter() - start
        run_sync(js.nextFrame())
    return work / FRAMES, FRAMES / (time.perf_counter() - begin)


def measured_in_javascript(name):
    return list(run_sync(js.measured(name, FRAMES, CIRCLES, LINES)))


WAYS = {
    "circles": {
        "browser": lambda: measured(circles_by_browser),
        "pagelet": lambda: measured(circles_by_pagelet),
        "javascript": lambda: measured_in_javascript("circles"),
    },
    "lines": {
        "browser": lambda: measured(lines_by_browser),
        "pagelet": lambda: measured(lines_by_pagelet),
        "javascript": lambda: measured_in_javascript("lines"),
    },
}

results = {}
for turn in range(ROUNDS + 1):
    for picture, ways in WAYS.items():
        names = [*ways]
        # Another one begins in each round.
        for name in names[turn % 3 :] + names[: turn % 3]:
            found = ways[name]()
            if turn:
                # The first round warms up.
                results.setdefault(picture, {}).setdefault(name, []).append(found)
print("canvas", json.dumps(results), flush=True)
