import turtle
screen = turtle.Screen()
screen.setup(500, 500)
t = turtle.Turtle()
t.shape("circle")
colors = ["red", "orange", "gold", "green", "blue", "purple"]
n = 0

def dot(x, y):
    global n
    t.color(colors[n % len(colors)])
    t.goto(x, y)
    t.dot(20)
    n += 1
    screen.title(str(n) + " dots")
    print("Click at", round(x), round(y))

def quit_game():
    turtle.bye()

turtle.onscreenclick(dot)
turtle.onkey(quit_game, "q")
turtle.onkey(lambda: t.undo(), "u")
turtle.listen()
turtle.mainloop()
