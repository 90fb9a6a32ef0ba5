# Catch the turtle before the time is up
import turtle
import random

screen = turtle.Screen()
screen.bgcolor("light blue")
screen.title("Catch The Turtle")
game_over = False
score = 0
FONT = ("Arial", 20, "normal")

score_turtle = turtle.Turtle()
score_turtle.hideturtle()
score_turtle.penup()
score_turtle.setposition(0, 200)
score_turtle.write(arg="Score: 0", move=False, align="center", font=FONT)

time_turtle = score_turtle.clone()
time_turtle.setposition(0, 170)

catcher = turtle.Turtle("turtle")
catcher.color("dark green")
catcher.shapesize(3)
catcher.penup()

def handle_click(x, y):
    global score
    score += 1
    score_turtle.clear()
    score_turtle.write("Score: {}".format(score), align="center", font=FONT)

def jump():
    if not game_over:
        catcher.hideturtle()
        catcher.goto(random.randint(-2, 2) * 10, random.randint(-2, 2) * 10)
        catcher.showturtle()
        screen.ontimer(jump, 400)

def countdown(time):
    global game_over
    time_turtle.clear()
    if time > 0:
        time_turtle.write("Time: {}".format(time), align="center", font=FONT)
        screen.ontimer(lambda: countdown(time - 1), 1000)
    else:
        game_over = True
        catcher.hideturtle()
        time_turtle.write("Game Over!", align="center", font=FONT)

catcher.onclick(handle_click)
turtle.tracer(0)
turtle.tracer(1)
jump()
screen.ontimer(lambda: countdown(4), 10)
turtle.mainloop()
