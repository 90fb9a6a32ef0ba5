#!/usr/bin/env python3
import sys

def usage():
    print("usage: python", sys.argv[0], "NAME [TIMES]", file=sys.stderr)
    print("Greets NAME, TIMES times.", file=sys.stderr)

if len(sys.argv) < 2:
    usage()
    name = input("So, who are you? ")
    if not name:
        sys.exit("No name, no greeting!")
    times = 2
else:
    name = sys.argv[1]
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 1

for i in range(times):
    print("Hello,", name + "!" * (i + 1))
sys.exit(0)
