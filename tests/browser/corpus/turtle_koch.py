import turtle as tu

def koch(length, depth):
    if depth == 0:
        tu.forward(length)
        return
    for angle in (60, -120, 60, 0):
        koch(length / 3, depth - 1)
        tu.left(angle)

tu.hideturtle()
tu.speed(0)
tu.delay(0)
tu.tracer(20)
tu.penup(); tu.goto(-150, 90); tu.pendown()
for _ in range(3):
    koch(300, 3)
    tu.right(120)
tu.update()
print(tu.pos(), tu.heading())
tu.done()
