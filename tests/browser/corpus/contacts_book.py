import os

contacts = {}
filename = 'contacts.txt'

if os.path.exists(filename):
    for line in open(filename, encoding='utf-8'):
        name, phone, mail = line.rstrip('\n').split(';')
        contacts[name] = (phone, mail)
    print(len(contacts), 'contacts loaded')
else:
    print('No contacts yet')

def save():
    f = open(filename, 'w', encoding='utf-8')
    for name, (phone, mail) in sorted(contacts.items()):
        f.write(name + ';' + phone + ';' + mail + '\n')
    f.close()
    print(os.path.getsize(filename), 'bytes written')

while True:
    cmd = input('\n[A]dd [F]ind [D]elete [L]ist [S]ave [Q]uit: ').upper()
    if cmd == 'A':
        name = input('  Name : ')
        phone = input('  Phone: ')
        mail = input('  Mail : ')
        contacts[name] = (phone, mail)
    elif cmd == 'F':
        part = input('  Part of the name: ')
        for name in contacts:
            if part.lower() in name.lower():
                print('  %-20s %-15s %s' % (name, contacts[name][0], contacts[name][1]))
    elif cmd == 'D':
        name = input('  Name : ')
        try:
            del contacts[name]
            print('  deleted')
        except KeyError as e:
            print('  not found:', e)
    elif cmd == 'L':
        for name in sorted(contacts, key=str.lower):
            print('  ', name.ljust(20, '.'), contacts[name][0])
    elif cmd == 'S':
        save()
    elif cmd == 'Q':
        break
    else:
        print('  What?')
