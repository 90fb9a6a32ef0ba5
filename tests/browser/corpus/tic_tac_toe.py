# Tic Tac Toe for two
board = [" "] * 9

def draw():
    print()
    for r in range(0, 9, 3):
        print(" " + board[r] + " | " + board[r+1] + " | " + board[r+2])
        if r < 6:
            print("---+---+---")
    print()

def winner():
    lines = [(0,1,2),(3,4,5),(6,7,8),(0,3,6),(1,4,7),(2,5,8),(0,4,8),(2,4,6)]
    for a, b, c in lines:
        if board[a] == board[b] == board[c] != " ":
            return board[a]
    if " " not in board:
        return "nobody"
    return None

player = "X"
draw()
while winner() == None:
    field = input("Player " + player + ", which field (1-9)? ")
    if not field.isdigit() or not 1 <= int(field) <= 9:
        print("A number from 1 to 9, please!")
        continue
    field = int(field) - 1
    if board[field] != " ":
        print("Already taken!")
        continue
    board[field] = player
    draw()
    player = "O" if player == "X" else "X"

if winner() == "nobody":
    print("It's a draw.")
else:
    print("Player", winner(), "wins!!!")
