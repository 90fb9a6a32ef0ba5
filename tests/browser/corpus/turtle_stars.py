from turtle import Turtle, Screen
from random import seed, randint, choice

screen = Screen()
screen.setup(640, 480)
screen.bgcolor("midnight blue")
screen.tracer(0)
t = Turtle(visible=False)
t.penup()

def star(x, y, size, colour):
    t.goto(x, y)
    t.setheading(0)
    t.pendown()
    t.color(colour)
    t.begin_fill()
    for i in range(5):
        t.forward(size)
        t.right(144)
    t.end_fill()
    t.penup()

for n in range(40):
    star(randint(-300, 280), randint(-220, 220), randint(5, 25), choice(["white", "yellow", "gold", "orange"]))
t.goto(0, -200)
t.color("white")
t.write("Good night!", align="center", font=("Verdana", 28, "italic"))
screen.update()
input("Press Enter to end...")
screen.bye()
print("Bye")
