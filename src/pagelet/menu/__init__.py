"""The menu of a program's page, and of a page in one file: save a copy, the source, print.

    view      the list of entries, by mouse and by keyboard
    opening  which entries there are
    corner    the button of a page that has no bar
    apps      the text of an app, and what a person has changed of it
    source    shows that text, and lets it be changed
    link      a link that carries the app, to be copied or as a QR code
    qr        makes the code
    copies    the file of a packed app, with the changes

Nothing of it is loaded before someone wants it.
"""
