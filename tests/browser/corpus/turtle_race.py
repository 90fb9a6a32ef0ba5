from turtle import *
from random import randint

speed(0)
penup()
goto(-140, 140)
for step in range(15):
    write(step, align='center')
    right(90)
    forward(10)
    pendown()
    forward(150)
    penup()
    backward(160)
    left(90)
    forward(20)

runners = []
for colour, y in [('red', 100), ('blue', 70), ('green', 40), ('orange', 10)]:
    t = Turtle()
    t.color(colour)
    t.shape('turtle')
    t.penup()
    t.goto(-160, y)
    t.pendown()
    runners.append(t)

bet = textinput("Make your bet", "Which turtle will win? (red, blue, green, orange)")
for t in runners:
    t.speed(0)
winner = None
while winner is None:
    for t in runners:
        t.forward(randint(5, 20))
        if t.xcor() > 140:
            winner = t.pencolor()
            break
if winner == bet:
    print("You've won! The", winner, "turtle is the winner!")
else:
    print("You've lost! The", winner, "turtle is the winner!")
done()
