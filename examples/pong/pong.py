"""Pong for two: W and S move the left paddle, the arrow keys the right one; fingers move both."""

import math
import random

from pagelet import Rect, canvas, clock, keys, mouse, play

WIN = 5
PADDLE_SPEED = 380

canvas.size(640, 400)
canvas.description = "Pong: a ball flies between two paddles."
left = Rect(20, 160, 12, 80)
right = Rect(608, 160, 12, 80)
points = [0, 0]
ball = Rect(312, 192, 16, 16)
direction = [0.0, 0.0]


def serve(towards):
    """Put the ball into the middle; it flies off to one side (-1 left, 1 right)."""
    ball.center = canvas.center
    angle = math.radians(random.uniform(-35, 35))
    direction[:] = [towards * 260 * math.cos(angle), 260 * math.sin(angle)]


def move_paddles(seconds):
    step = PADDLE_SPEED * seconds
    left.y += step * (keys.s - keys.w)
    right.y += step * (keys.down - keys.up)
    for finger in mouse.touches:
        paddle = left if finger.x < canvas.width / 2 else right
        paddle.y = finger.y - paddle.height / 2
    for paddle in (left, right):
        paddle.keep_inside(canvas.area)


def bounce(paddle, towards):
    """Send the ball back: the farther from the middle of the paddle, the steeper."""
    off = (ball.center[1] - paddle.center[1]) / (paddle.height / 2)
    speed = math.hypot(*direction) * 1.05
    angle = math.radians(50 * off)
    direction[:] = [towards * speed * math.cos(angle), speed * math.sin(angle)]
    play("pop")


def move_ball(seconds):
    ball.move(direction[0] * seconds, direction[1] * seconds)
    if ball.top < 0 or ball.bottom > canvas.height:
        direction[1] = -direction[1]
        ball.keep_inside(Rect(-100, 0, canvas.width + 200, canvas.height))
        play("click")
    if ball.overlaps(left) and direction[0] < 0:
        bounce(left, 1)
    if ball.overlaps(right) and direction[0] > 0:
        bounce(right, -1)
    for side, is_out in enumerate((ball.left > canvas.width, ball.right < 0)):
        if is_out:
            points[side] += 1
            serve(-1 if side else 1)
            play("win" if points[side] == WIN else "beep")


def draw():
    canvas.clear((18, 24, 38))
    for y in range(0, int(canvas.height), 24):
        canvas.rect(318, y, 4, 12, "slategray")
    canvas.text(points[0], 280, 16, "white", size=48, font="mono", align="right")
    canvas.text(points[1], 360, 16, "white", size=48, font="mono")
    canvas.rect(*left, "gold", radius=4)
    canvas.rect(*right, "deepskyblue", radius=4)
    if WIN in points:
        winner = "Left" if points[0] == WIN else "Right"
        canvas.text(f"{winner} wins!", 320, 160, "white", size=44, bold=True, align="center")
        canvas.text("Space or a click plays again", 320, 220, "white", align="center")
    else:
        canvas.rect(*ball, "white", radius=3)


serve(random.choice((-1, 1)))
while True:
    seconds = clock.tick(60)
    if WIN not in points:
        move_paddles(seconds)
        move_ball(seconds)
    elif keys.hit.space or mouse.clicked:
        points[:] = [0, 0]
        serve(1)
    draw()
