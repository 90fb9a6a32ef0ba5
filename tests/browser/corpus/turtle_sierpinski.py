from turtle import *

def triangle(points, color):
    fillcolor(color)
    up(); goto(points[0]); down()
    begin_fill()
    goto(points[1]); goto(points[2]); goto(points[0])
    end_fill()

def mid(p1, p2):
    return ((p1[0] + p2[0]) / 2, (p1[1] + p2[1]) / 2)

def sierpinski(points, degree):
    colormap = ['blue', 'red', 'green', 'white', 'yellow', 'violet', 'orange']
    triangle(points, colormap[degree])
    if degree > 0:
        sierpinski([points[0], mid(points[0], points[1]), mid(points[0], points[2])], degree - 1)
        sierpinski([points[1], mid(points[0], points[1]), mid(points[1], points[2])], degree - 1)
        sierpinski([points[2], mid(points[2], points[1]), mid(points[0], points[2])], degree - 1)

speed('fastest')
sierpinski([[-150, -75], [0, 150], [150, -75]], 3)
hideturtle()
exitonclick()
