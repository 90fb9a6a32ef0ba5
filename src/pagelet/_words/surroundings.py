"""Words for what a program expects around it: modules, files, the browser; and for stops."""

import asyncio

from pagelet import _clues as clues
from pagelet import _mistakes as mistakes
from pagelet._words.row import Row

IMPORTS: tuple[Row, ...] = (
    Row(
        ModuleNotFoundError,
        r"No module named '(?P<module>[\w.]+)'",
        "Python's module '{top}' does not work in a browser.",
        "{instead}",
        clues.not_in_a_browser,
    ),
    Row(
        ModuleNotFoundError,
        r"No module named '(?P<module>[\w.]+)'",
        "Only MicroPython has the module '{top}'; this page runs CPython, the full Python.",
        "{instead}",
        clues.only_in_micropython,
    ),
    Row(
        ModuleNotFoundError,
        r"No module named '(?P<module>[\w.]+)'; '(?P<owner>[\w.]+)' is not a package",
        "Your file '{file}' stands in the way of '{module}'.",
        "Give your file another name.",
        clues.shadowing_file,
    ),
    Row(
        ModuleNotFoundError,
        r"No module named '(?P<module>[\w.]+)'",
        "'{parent}' has no part called '{module}'.",
        "Check the spelling; to get one thing out of a module, write from {parent} import ...",
        clues.loaded_parent,
    ),
    Row(
        ModuleNotFoundError,
        r"No module named '(?P<module>[\w.]+)'",
        "The package '{package}', which brings the module '{module}', is not installed in this "
        "page.",
        "Say so with 'pagelet add {package}'. Without a network, put its wheel (a .whl file) "
        "beside the program and name that in a file pagelet.toml there: "
        'packages = ["./{package}-….whl"]',
        mistakes.package_of_a_program,
    ),
    Row(
        ModuleNotFoundError,
        r"No module named '(?P<module>[\w.]+)'",
        "The package '{package}', which brings the module '{module}', is not installed in this "
        "page.",
        "Name it in the page's configuration: "
        '<py-config> packages = ["{package}"] </py-config>. Without a network, put its wheel (a '
        '.whl file) beside the page and name that: "./{package}-….whl".',
        clues.package_to_add,
    ),
    Row(
        ModuleNotFoundError,
        r"No module named '(?P<module>[\w.]+)'",
        "There is no module called '{module}'.",
        "Did you mean '{near}'?",
        clues.near_module,
    ),
    Row(
        ModuleNotFoundError,
        r"No module named '(?P<module>[\w.]+)'",
        "There is no module called '{module}' in this page.",
        "If it is your own file {path}, name it in the page's configuration: "
        '<py-config> files = {"{path}" = ""} </py-config>. If it is a package: packages = '
        '["{top}"].',
        clues.own_file,
    ),
    Row(
        ImportError,
        r"'(?P<module>[\w.]+)' is in a part of Python that could not be fetched",
        "The module '{module}' could not be fetched from the server of this page.",
        "Check the network, then run the program again.",
    ),
    Row(
        ImportError,
        r"partially initialized module '(?P<module>[\w.]+)'",
        "'{module}' cannot be imported yet: it imports itself, or two files import each other.",
        "Check that none of your files is called '{module}.py'; otherwise move one import into the "
        "function that needs it.",
    ),
    Row(
        ImportError,
        r"cannot import name '(?P<name>\w+)'",
        "Your file '{file}' hides Python's own module '{module}'.",
        "Give your file another name.",
        clues.shadowed_module,
    ),
    Row(
        ImportError,
        r"cannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'",
        "The module '{module}' has no '{name}'.",
        "Did you mean '{near}'?",
        clues.near_imported_name,
    ),
    Row(
        ImportError,
        r"cannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'",
        "The module '{module}' has no '{name}'.",
        "Check the spelling. If one of your own files is called '{module}.py', give it another "
        "name.",
    ),
    Row(
        ImportError,
        r"attempted relative import",
        "An import with a dot works only inside a package.",
        "Leave out the dot: import helper, or from helper import name.",
    ),
    Row(
        ImportError,
        r"(?P<message>.+)",
        "The import failed: {message}.",
        "Check that all packages that the program needs are in the page's configuration.",
    ),
)

FILES: tuple[Row, ...] = (
    Row(
        FileNotFoundError,
        r"No such file or directory: (?P<file>.+)",
        "There is no file or folder {file} here.",
        "Did you mean '{near}'? Capitals count.",
        clues.near_file,
    ),
    Row(
        FileNotFoundError,
        r"No such file or directory: (?P<file>.+)",
        "There is no file or folder {file} here.",
        "Check the spelling, and that the file is beside the program: files that its code names in "
        "quotes come along. If the program is to write it first, let it do so before it reads.",
        mistakes.in_a_program,
    ),
    Row(
        FileNotFoundError,
        r"No such file or directory: (?P<file>.+)",
        "There is no file or folder {file} here.",
        "Check the spelling. A page sees only the files that its configuration names: "
        '<py-config> files = {"data.csv" = ""} </py-config>.',
    ),
    Row(
        "OperationalError",
        r"^no such table: (?P<table>.+)",
        "The database has no table '{table}'.",
        "Check the spelling, and that CREATE TABLE IF NOT EXISTS {table} (...) ran before, on the "
        "same database file.",
    ),
    Row(
        "OperationalError",
        r"^no such column: (?P<column>.+)",
        "The table has no column '{column}'.",
        "Check the spelling. Texts in SQL stand in single quotes; values from the program are "
        "safer as ?: execute('... WHERE name = ?', (name,)).",
    ),
    Row(
        "OperationalError",
        r"^near \"(?P<near>.+)\": syntax error",
        "The database does not understand the SQL near '{near}'.",
        "Look just before that word for a missing comma, bracket or keyword.",
    ),
    Row(
        IsADirectoryError,
        r"\[Errno \d+\] [^:]*: (?P<file>.+)",
        "{file} is a folder, not a file.",
        "Add the name of the file in it.",
    ),
    Row(
        NotADirectoryError,
        r"\[Errno \d+\] [^:]*: (?P<file>.+)",
        "A part of the path {file} is a file, not a folder.",
        "Check the path.",
    ),
    Row(
        FileExistsError,
        r"\[Errno \d+\] [^:]*: (?P<file>.+)",
        "{file} exists already.",
        "Choose another name; os.makedirs(name, exist_ok=True) makes a folder only if it is "
        "missing.",
    ),
    Row(
        PermissionError,
        r"\[Errno \d+\] [^:]*: (?P<file>.+)",
        "Python may not open or change {file}.",
        "Use a file in the program's own folder.",
    ),
    Row(
        PermissionError,
        r"",
        "This is not allowed here.",
        "A page may only do what the browser permits.",
    ),
    Row(
        "HTTPError",
        r"HTTP Error (?P<number>\d+): (?P<words>.*)",
        "The server answered with error {number} ({words}).",
        "Check the address; 404 means that there is nothing there, 403 that it is not for "
        "everybody.",
    ),
    Row(
        Exception,
        r"(?P<address>https?://\S+) could not be reached: its server does not let pages",
        "The server at {address} does not let pages of other sites read it (CORS).",
        "Nothing to mend in the program: use an address that allows it (most public data services "
        "do), put the file beside the program, or ask the server's owner to allow it.",
    ),
    Row(
        Exception,
        r"(?P<address>https?://\S+) could not be reached: no server answers",
        "No server answers at {address}.",
        "Check the spelling of the address, and whether it opens in another tab.",
    ),
    Row(
        Exception,
        r"(?P<server>https?://[^\s/]+)\S* could not be reached: it is not among the addresses",
        "This app may not reach {server}: its maker has not named that address.",
        'If it is your app: write network = ["{server}"] into its pagelet.toml, then pack or '
        "build it again.",
    ),
    Row(
        Exception,
        r"(?P<address>https?://\S+) could not be reached: this computer",
        "{address} could not be reached: this computer is not connected to a network.",
        "Check the connection, then run the program again.",
    ),
    Row(
        Exception,
        r"(?P<address>http://\S+) could not be reached: a page at a secure address",
        "{address} is not a secure address (https), so this page may not read it.",
        "Write https:// instead of http://, if the server has that.",
    ),
    Row(
        Exception,
        r"(?P<address>https?://\S+) could not be reached: a browser sends no data with "
        r"(?P<method>\w+)",
        "A browser sends no data with {method}.",
        "Put the values into the address (params=...), or use POST.",
    ),
    Row(
        Exception,
        r"Read timed out|did not answer within",
        "The server took too long to answer.",
        "Try again, or allow more time: timeout=30.",
    ),
    Row(
        "URLError",
        r"",
        "The address could not be reached.",
        "Check the address and the connection; another site must allow requests from pages (CORS).",
    ),
    Row(
        TimeoutError,
        r"",
        "It took too long, so Python stopped waiting.",
        "Check the connection and try again, or allow more time.",
    ),
    Row(
        ConnectionError,
        r"",
        "The connection failed or was cut.",
        "Check the address and try again.",
    ),
    Row(
        OSError,
        r"does not support processes|Function not implemented|Exec format error",
        "A page cannot start other programs.",
        "Use Python's own modules for the task, such as os, shutil and pathlib for files.",
        clues.start_of_a_program,
    ),
    Row(
        OSError,
        r"Function not implemented",
        "A page does not have this part of an operating system.",
        "Leave it out here, or do it with files: those are there, but no other programs, users or "
        "devices.",
    ),
    Row(
        EOFError,
        r"",
        "There is nothing more to read.",
        "The program asked for more input than there was.",
    ),
)

MEMORY: tuple[Row, ...] = (
    Row(
        MemoryError,
        r"",
        "Memory is full. Most of it was in {filler}.",
        "Look for what makes it grow without an end, or keep less of it at a time. It was emptied, "
        "so that the page can go on.",
        clues.emptied_filler,
    ),
    Row(
        MemoryError,
        r"",
        "There is not enough memory for this. Most of it is in {filler}.",
        "Python has {limit} here. Look for what makes it grow without an end, or keep less of it "
        "at a time.",
        clues.filler_of_memory,
    ),
    Row(
        MemoryError,
        r"",
        "There is not enough memory for this.",
        "Python has {limit} here. Work with less data at a time; look for a list that grows "
        "without an end.",
        clues.limit_of_memory,
    ),
    Row(
        OverflowError,
        r"cannot fit 'int' into an index-sized integer",
        "This would be larger than any memory.",
        "Python has {limit} here: work with a part at a time.",
        clues.limit_of_memory,
    ),
)

FLOW: tuple[Row, ...] = (
    Row(
        NotImplementedError,
        r"lacks multiprocessing\.synchronize",
        "A page cannot start other processes.",
        "Use threads, which are called in the same way: ThreadPoolExecutor in place of "
        "ProcessPoolExecutor, threading.Thread in place of Process.",
    ),
    Row(
        RecursionError,
        r"(?i)stack",
        "Something went deeper into itself than Python can follow.",
        "Make sure that each call comes nearer to a case that returns without another call, "
        "and that data is not nested thousands of levels deep.",
    ),
    Row(
        RecursionError,
        r"",
        "A function called itself too many times without an end.",
        "Make sure that each call comes nearer to a case that returns without another call.",
    ),
    Row(KeyboardInterrupt, r"", "The program was stopped.", "Run it again when you like."),
    Row(
        asyncio.CancelledError,
        r"",
        "The task was cancelled before it ended.",
        "Nothing to mend if that was intended; otherwise look for the call of cancel().",
    ),
    Row(
        AssertionError,
        r"(?P<message>.+)",
        "A check in the program failed: {message}.",
        "The condition behind 'assert' is not true here: print the values in it to see why.",
    ),
    Row(
        AssertionError,
        r"",
        "A check in the program failed.",
        "The condition behind 'assert' is not true here: print the values in it to see why.",
    ),
    Row(
        StopIteration,
        r"",
        "There is no next item.",
        "Use a for loop, or name a value for this case: next(items, None).",
    ),
    Row(
        NotImplementedError,
        r"",
        "This part of the program is not written yet.",
        "Write it, or call something else.",
    ),
    Row(
        RuntimeError,
        r"(?P<what>dictionary|set|OrderedDict|deque) (?:changed|keys changed|mutated)",
        "The {what} was changed while a loop went through it.",
        "Go through a copy: for key in list(items):",
    ),
    Row(
        RuntimeError,
        r"asyncio\.run\(\) cannot be called|event loop is already running",
        "The page already runs an event loop.",
        "Write 'await main()' instead of asyncio.run(main()).",
    ),
)

BROWSER: tuple[Row, ...] = (
    Row(
        "JsException",
        r"(?P<message>.*(?:Failed to fetch|NetworkError when attempting|Load failed|fetch "
        r"failed).*)",
        "The browser reported: {message}.",
        "The address could not be reached: check it and the connection. A server on another site "
        "must allow requests from this page (CORS).",
    ),
    Row(
        "JsException",
        r"(?P<message>.*(?:NotAllowedError|SecurityError).*)",
        "The browser reported: {message}.",
        "The browser does not allow this here; some things need a click first, a secure address "
        "(https) or the person's permission.",
    ),
    Row(
        "JsException",
        r"(?P<message>.*(?:of null|of undefined|is null|is undefined|null is not).*)",
        "The browser reported: {message}.",
        "Something that was looked for on the page is not there: check ids and selectors.",
    ),
    Row(
        "JsException",
        r"(?P<message>.*(?:(?:without|with) '?new'?\b).*)",
        "The browser reported: {message}.",
        "To make an object of the browser, write .new in Python: URL.new(address).",
    ),
    Row(
        "JsException",
        r"(?P<message>.+)",
        "The browser reported: {message}.",
        "Check the names and the arguments of the browser's function that was called.",
    ),
)
