import math
import operator

OPS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
       "^": operator.pow, "%": operator.mod}

stack = []
print("Reverse Polish calculator. Try: 3 4 + 2 *")
while True:
    try:
        line = input(f"{stack}: ")
        for token in line.split():
            if token in OPS:
                b, a = stack.pop(), stack.pop()
                stack.append(OPS[token](a, b))
            elif token == "sqrt":
                stack.append(math.sqrt(stack.pop()))
            elif token == "pi":
                stack.append(math.pi)
            elif token == "c":
                stack.clear()
            elif token == "q":
                raise SystemExit("Bye!")
            else:
                stack.append(float(token))
    except IndexError:
        print("Not enough numbers")
    except (ValueError, ZeroDivisionError) as e:
        print(e.__class__.__name__)
