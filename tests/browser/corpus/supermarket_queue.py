from collections import deque

queue = deque()
print("Commands: name = joins, . = serve next, ! = boss jumps in, ? = show, end")
served = 0
while True:
    s = input("-> ")
    if s == "end":
        break
    if s == ".":
        try:
            print("Serving", queue.popleft())
            served += 1
        except IndexError:
            print("Nobody is waiting.")
    elif s == "!":
        queue.appendleft("the boss")
    elif s == "?":
        print(" < ".join(queue) if queue else "(empty)")
        print(queue)
    else:
        queue.append(s)
print(served, "served,", len(queue), "still waiting:", list(queue))
queue.rotate(1)
print(queue)
