import time

# ---- THE CAVE ----
rooms = {
    'hall': {'east': 'kitchen', 'south': 'garden', 'item': 'key'},
    'kitchen': {'west': 'hall', 'item': 'monster'},
    'garden': {'north': 'hall', 'east': 'cellar'},
    'cellar': {'west': 'garden', 'item': 'treasure', 'locked': True},
}
inventory = []
currentRoom = 'hall'

def slow(text):
    for c in text:
        print(c, end='', flush=True)
        time.sleep(0.01)
    print()

def showInstructions():
    print('''
RPG Game
========
Commands:
  go [direction]
  get [item]
''')

def showStatus():
    print('---------------------------')
    print('You are in the ' + currentRoom)
    print('Inventory : ' + str(inventory))
    if 'item' in rooms[currentRoom]:
        print('You see a ' + rooms[currentRoom]['item'])
    print("---------------------------")

showInstructions()
slow('You wake up in a cold hall...')

while True:
    showStatus()
    move = ''
    while move == '':
        move = input('>')
    move = move.lower().split()

    if move[0] == 'go':
        if move[1] in rooms[currentRoom]:
            nextRoom = rooms[currentRoom][move[1]]
            if rooms[nextRoom].get('locked') and 'key' not in inventory:
                print('The door is locked!')
            else:
                currentRoom = nextRoom
        else:
            print("You can't go that way!")
    elif move[0] == 'get':
        if 'item' in rooms[currentRoom] and move[1] in rooms[currentRoom]['item']:
            inventory += [move[1]]
            print(move[1] + ' got!')
            del rooms[currentRoom]['item']
        else:
            print("Can't get " + move[1] + '!')
    elif move[0] == 'quit':
        print('Coward!')
        quit()
    else:
        print('I do not understand.')

    if 'item' in rooms[currentRoom] and 'monster' in rooms[currentRoom]['item']:
        slow('A monster has got you... GAME OVER!')
        break
    if 'treasure' in inventory:
        slow('You found the treasure... YOU WIN!')
        break
