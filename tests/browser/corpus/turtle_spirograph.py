import turtle as t
import random

t.colormode(255)
pen = t.Turtle()
pen.speed("fastest")
pen.hideturtle()

def random_color():
    r = random.randint(0, 255)
    g = random.randint(0, 255)
    b = random.randint(0, 255)
    return (r, g, b)

def draw_spirograph(size_of_gap):
    for _ in range(int(360 / size_of_gap)):
        pen.color(random_color())
        pen.circle(100)
        pen.setheading(pen.heading() + size_of_gap)

draw_spirograph(15)
screen = t.Screen()
screen.exitonclick()
