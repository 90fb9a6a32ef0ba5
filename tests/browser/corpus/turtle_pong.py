# Simple Pong for two
import turtle

wn = turtle.Screen()
wn.title("Pong")
wn.bgcolor("black")
wn.setup(width=800, height=600)
wn.tracer(0)

score_a = 0
score_b = 0

def make_paddle(x):
    paddle = turtle.Turtle()
    paddle.speed(0)
    paddle.shape("square")
    paddle.color("white")
    paddle.shapesize(stretch_wid=5, stretch_len=1)
    paddle.penup()
    paddle.goto(x, 0)
    return paddle

paddle_a = make_paddle(-350)
paddle_b = make_paddle(350)

ball = turtle.Turtle()
ball.speed(0)
ball.shape("circle")
ball.color("white")
ball.penup()
ball.dx = 3
ball.dy = -2

pen = turtle.Turtle(visible=False)
pen.color("white")
pen.penup()
pen.goto(0, 250)

def show():
    pen.clear()
    pen.write(f"Player A: {score_a}  Player B: {score_b}", align="center", font=("Courier", 24, "normal"))

def paddle_a_up():    paddle_a.sety(paddle_a.ycor() + 20)
def paddle_a_down():  paddle_a.sety(paddle_a.ycor() - 20)
def paddle_b_up():    paddle_b.sety(paddle_b.ycor() + 20)
def paddle_b_down():  paddle_b.sety(paddle_b.ycor() - 20)

wn.listen()
wn.onkeypress(paddle_a_up, "w")
wn.onkeypress(paddle_a_down, "s")
wn.onkeypress(paddle_b_up, "Up")
wn.onkeypress(paddle_b_down, "Down")

def frame():
    global score_a, score_b
    ball.setx(ball.xcor() + ball.dx)
    ball.sety(ball.ycor() + ball.dy)
    if abs(ball.ycor()) > 290:
        ball.dy *= -1
    if ball.xcor() > 390:
        ball.goto(0, 0)
        ball.dx *= -1
        score_a += 1
        show()
    elif ball.xcor() < -390:
        ball.goto(0, 0)
        ball.dx *= -1
        score_b += 1
        show()
    if ball.xcor() > 340 and abs(ball.ycor() - paddle_b.ycor()) < 50 and ball.dx > 0:
        ball.dx *= -1
    if ball.xcor() < -340 and abs(ball.ycor() - paddle_a.ycor()) < 50 and ball.dx < 0:
        ball.dx *= -1
    wn.update()
    wn.ontimer(frame, 10)

show()
frame()
wn.mainloop()
