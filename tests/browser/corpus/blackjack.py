"""Blackjack, by Tom (year 9). You play against the dealer."""

import random, sys

HEARTS, DIAMONDS, SPADES, CLUBS = chr(9829), chr(9830), chr(9824), chr(9827)


def get_deck():
    deck = []
    for suit in (HEARTS, DIAMONDS, SPADES, CLUBS):
        for rank in list(range(2, 11)) + list('JQKA'):
            deck.append((str(rank), suit))
    random.shuffle(deck)
    return deck


def value(hand):
    total = 0
    aces = 0
    for rank, suit in hand:
        if rank == 'A':
            aces += 1
            total += 11
        elif rank in 'JQK':
            total += 10
        else:
            total += int(rank)
    while total > 21 and aces:
        total -= 10
        aces -= 1
    return total


def show(hand, hidden=False):
    rows = ['', '', '', '']
    for i, (rank, suit) in enumerate(hand):
        rows[0] += ' ___  '
        if hidden and i == 0:
            rows[1] += '|## | '
            rows[2] += '|###| '
            rows[3] += '|_##| '
        else:
            rows[1] += '|{} | '.format(rank.ljust(2))
            rows[2] += '| {} | '.format(suit)
            rows[3] += '|_{}| '.format(rank.rjust(2, '_'))
    for row in rows:
        print(row)


money = 100
while money > 0:
    print('Money:', money)
    bet = input('How much do you bet? (1-%s, or QUIT)\n> ' % money).upper().strip()
    if bet == 'QUIT':
        print('Thanks for playing!')
        sys.exit()
    if not bet.isdecimal() or not 1 <= int(bet) <= money:
        continue
    bet = int(bet)
    deck = get_deck()
    dealer = [deck.pop(), deck.pop()]
    player = [deck.pop(), deck.pop()]
    while True:
        print()
        print('DEALER: ???')
        show(dealer, hidden=True)
        print('PLAYER:', value(player))
        show(player)
        if value(player) >= 21:
            break
        move = input('(H)it, (S)tand\n> ').upper()
        if move == 'H':
            player.append(deck.pop())
        elif move == 'S':
            break
    if value(player) <= 21:
        while value(dealer) < 17:
            print('Dealer hits...')
            dealer.append(deck.pop())
            input('Press Enter to continue...')
    print('\n\n')
    print('DEALER:', value(dealer))
    show(dealer)
    print('PLAYER:', value(player))
    show(player)
    if value(player) > 21 or (value(dealer) <= 21 and value(dealer) > value(player)):
        print('You lost!')
        money -= bet
    elif value(dealer) > 21 or value(player) > value(dealer):
        print('You won $%s!' % bet)
        money += bet
    else:
        print("It's a tie, the bet is returned to you.")
    input('Press Enter to continue...')
    print('\n\n')
print("You're broke!")
