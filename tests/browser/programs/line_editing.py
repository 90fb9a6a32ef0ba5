"""The history of a program that reads commands, kept in a file as the manual of readline shows."""

import atexit
import os
import readline
import tempfile

histfile = os.path.join(tempfile.mkdtemp(), ".python_history")
try:
    readline.read_history_file(histfile)
except FileNotFoundError:
    print("no history yet")

readline.parse_and_bind("tab: complete")
readline.set_completer_delims(" \t")
readline.set_completer(lambda text, state: None)
print(readline.get_completer()("x", 0), repr(readline.get_completer_delims()))

for line in ("look", "go north", "take lamp", "inventory"):
    readline.add_history(line)
readline.replace_history_item(1, "go south")
readline.remove_history_item(0)
print(readline.get_current_history_length(), readline.get_history_item(1))
print(readline.get_history_item(0), readline.get_history_item(9), readline.get_line_buffer() == "")

readline.set_history_length(2)
readline.write_history_file(histfile)
readline.clear_history()
print(readline.get_current_history_length(), readline.get_history_length())
readline.read_history_file(histfile)
print([readline.get_history_item(i) for i in range(1, readline.get_current_history_length() + 1)])
readline.add_history("quit")
readline.set_history_length(-1)
readline.append_history_file(1, histfile)
with open(histfile) as file:
    print(file.read(), end="")
try:
    readline.remove_history_item(99)
except ValueError as error:
    print(error)
atexit.register(readline.write_history_file, histfile)
