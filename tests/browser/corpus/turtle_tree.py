import turtle

def tree(branch_len, t):
    if branch_len > 5:
        if branch_len < 20:
            t.color("green")
        else:
            t.color("brown")
        t.pensize(branch_len / 12)
        t.forward(branch_len)
        t.right(20)
        tree(branch_len - 15, t)
        t.left(40)
        tree(branch_len - 15, t)
        t.right(20)
        t.penup()
        t.backward(branch_len)
        t.pendown()

def main():
    t = turtle.Turtle()
    my_win = turtle.Screen()
    my_win.title("A fractal tree")
    turtle.tracer(0, 0)
    t.left(90)
    t.up()
    t.backward(150)
    t.down()
    tree(90, t)
    turtle.update()
    my_win.mainloop()

main()
