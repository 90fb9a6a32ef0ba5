import random

SIZE = 6
BOMBS = 5

class Board:
    def __init__(self, size, bombs):
        self.size = size
        self.bombs = set()
        while len(self.bombs) < bombs:
            self.bombs.add((random.randrange(size), random.randrange(size)))
        self.dug = set()

    def neighbours(self, r, c):
        for rr in range(max(0, r - 1), min(self.size, r + 2)):
            for cc in range(max(0, c - 1), min(self.size, c + 2)):
                if (rr, cc) != (r, c):
                    yield rr, cc

    def number(self, r, c):
        return sum(n in self.bombs for n in self.neighbours(r, c))

    def dig(self, r, c):
        self.dug.add((r, c))
        if (r, c) in self.bombs:
            return False
        if self.number(r, c) == 0:
            for n in self.neighbours(r, c):
                if n not in self.dug:
                    self.dig(*n)
        return True

    def show(self, all=False):
        print('    ' + ' '.join(str(i) for i in range(self.size)))
        print('   ' + '--' * self.size)
        for r in range(self.size):
            row = ''
            for c in range(self.size):
                if all and (r, c) in self.bombs:
                    row += '* '
                elif (r, c) in self.dug:
                    row += str(self.number(r, c) or ' ') + ' '
                else:
                    row += '. '
            print(r, '|', row)

    def won(self):
        return len(self.dug) == self.size ** 2 - len(self.bombs)

board = Board(SIZE, BOMBS)
safe = True
while not board.won():
    board.show()
    try:
        r, c = input("Where would you like to dig? (row,col): ").split(',')
        r, c = int(r), int(c)
        if r < 0 or c < 0 or r >= SIZE or c >= SIZE:
            raise ValueError
    except ValueError:
        print("Invalid location. Try again.")
        continue
    safe = board.dig(r, c)
    if not safe:
        break
board.show(all=True)
if safe:
    print("CONGRATULATIONS!!!! YOU ARE VICTORIOUS!")
else:
    print("SORRY GAME OVER :(")
