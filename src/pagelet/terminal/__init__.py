"""A terminal on the page: for tags with `terminal`, and for programs that move the cursor.

    keys          what a terminal sends when keys are pressed
    line_editor   a line that is edited
    keyboard      what was typed and not read yet; whole lines, or key by key
    screen        the terminal as the output of a tag or program
    system        Python's own doors to a terminal: termios, os.get_terminal_size, select, os.system
    interact      Python that answers line by line in it

The terminal itself is xterm.js. All this is loaded by the first page that has one.
"""
