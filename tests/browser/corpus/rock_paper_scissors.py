import random, sys

print('ROCK, PAPER, SCISSORS')

# These variables keep track of the number of wins, losses, and ties.
wins = 0
losses = 0
ties = 0

while True:  # The main game loop.
    print('%s Wins, %s Losses, %s Ties' % (wins, losses, ties))
    while True:  # The player input loop.
        print('Enter your move: (r)ock (p)aper (s)cissors or (q)uit')
        playerMove = input()
        if playerMove == 'q':
            sys.exit()
        if playerMove == 'r' or playerMove == 'p' or playerMove == 's':
            break
        print('Type one of r, p, s, or q.')

    names = {'r': 'ROCK', 'p': 'PAPER', 's': 'SCISSORS'}
    print(names[playerMove] + ' versus...')
    computerMove = random.choice('rps')
    print(names[computerMove])

    if playerMove == computerMove:
        print('It is a tie!')
        ties = ties + 1
    elif playerMove + computerMove in ('rs', 'pr', 'sp'):
        print('You win!')
        wins = wins + 1
    else:
        print('You lose!')
        losses = losses + 1
