"""An app's packages on the host: what it asks for, where that is found, what the page gets.

asked      what an app asks for, and where it says so
imports    which packages the imports of a program ask for
sources    where wheels are found: folders, an index
pip_settings  which index this machine uses
network    downloads, by way of the cache
cache      what was downloaded, shared by all apps
resolve    which versions fit together
wheels     the files: names, metadata, modules
target     what the page is, as packages see it
supplier   all of it together: from an app to what its page gets
supply     what that is
lockfile   what it comes to, written down
writing    what an app asks for, written into it
locking    the commands for these two
overview   what it costs, and what for
progress   bars in the terminal
"""
