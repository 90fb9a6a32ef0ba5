import turtle

class House:
    def __init__(self, x, y, size, wall="lightyellow", roof="firebrick"):
        self.x, self.y, self.size = x, y, size
        self.wall, self.roof = wall, roof
        self.pen = turtle.RawTurtle(turtle.Screen()) if False else turtle.Turtle()
        self.pen.speed(10)

    def box(self, x, y, w, h, colour):
        p = self.pen
        p.penup(); p.setpos(x, y); p.setheading(0); p.pendown()
        p.fillcolor(colour)
        p.begin_fill()
        for side in (w, h, w, h):
            p.forward(side)
            p.left(90)
        p.end_fill()

    def draw(self):
        s = self.size
        self.box(self.x, self.y, s, s, self.wall)
        self.box(self.x + s * .4, self.y, s * .2, s * .45, "saddlebrown")
        for dx in (.1, .7):
            self.box(self.x + s * dx, self.y + s * .6, s * .2, s * .2, "skyblue")
        p = self.pen
        p.penup(); p.goto(self.x, self.y + s); p.pendown()
        p.fillcolor(self.roof)
        p.begin_fill()
        p.goto(self.x + s / 2, self.y + s * 1.5)
        p.goto(self.x + s, self.y + s)
        p.goto(self.x, self.y + s)
        p.end_fill()
        p.hideturtle()

for i, size in enumerate((60, 90, 120)):
    House(-200 + i * 130, -50, size, roof=("firebrick", "darkgreen", "navy")[i]).draw()
sun = turtle.Turtle(shape="circle")
sun.color("gold")
sun.up()
sun.goto(-180, 160)
sun.shapesize(3)
sun.stamp()
turtle.done()
