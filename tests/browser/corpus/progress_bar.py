import sys
import time

def progress_bar(current, total, bar_length=20):
    fraction = current / total
    arrow = int(fraction * bar_length - 1) * '-' + '>'
    padding = int(bar_length - len(arrow)) * ' '
    ending = '\n' if current == total else '\r'
    print(f'Progress: [{arrow}{padding}] {int(fraction*100)}%', end=ending)

for i in range(0, 51):
    progress_bar(i, 50)
    time.sleep(0.005)
for c in "|/-\\" * 4:
    sys.stdout.write(c + "\b")
    sys.stdout.flush()
    time.sleep(0.02)
print("\033[92mDone!\033[0m \033[1mThank you\033[0m for waiting.")
