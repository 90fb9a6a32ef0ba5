"""Files and folders: paths, reading and writing, copying, packing, cleaning up."""

import fileinput
import fnmatch
import os
import shutil
import tempfile
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath

report = PurePosixPath("/home/ada/papers/engine.notes.txt")
print(report.name, report.stem, report.suffix, report.suffixes, report.parent.name)
print(report.with_suffix(".md"), report.relative_to("/home"), report.parts[1])
print(PureWindowsPath(r"C:\Users\Ada\notes.txt").as_posix(), report.match("*.txt"))
print(os.path.join("a", "b", "c.txt"), os.path.splitext("photo.jpeg"))

with tempfile.TemporaryDirectory() as name:
    home = Path(name)
    notes = home / "notes"
    notes.mkdir()
    (notes / "monday.txt").write_text("wash\niron\n", encoding="utf-8")
    (notes / "tuesday.txt").write_text("Käse kaufen\n", encoding="utf-8")
    (notes / "old").mkdir()
    (notes / "old" / "last-year.txt").touch()

    print(sorted(path.name for path in notes.iterdir()))
    print(sorted(path.relative_to(home).as_posix() for path in home.rglob("*.txt")))
    print((notes / "tuesday.txt").stat().st_size, (notes / "tuesday.txt").read_bytes()[:4])

    with (notes / "monday.txt").open("a", encoding="utf-8") as file:
        file.write("rest\n")
    with (notes / "monday.txt").open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            print(f"{number}: {line.rstrip()}")

    shutil.copytree(notes, home / "copy")
    (home / "copy" / "monday.txt").rename(home / "copy" / "sunday.txt")
    shutil.rmtree(home / "copy" / "old")
    print(sorted(os.listdir(home / "copy")), (notes / "old").is_dir())

    archive = shutil.make_archive(str(home / "backup"), "zip", home, "notes")
    with zipfile.ZipFile(archive) as packed:
        print(sorted(name for name in packed.namelist() if not name.endswith("/")))
        print(packed.read("notes/monday.txt").decode().split())

    lines = fileinput.input([notes / "monday.txt", notes / "tuesday.txt"], encoding="utf-8")
    with lines:
        print([f"{Path(lines.filename()).stem[:3]}: {line.strip()}" for line in lines])
    for folder, folders, files in os.walk(notes):
        print(Path(folder).name, sorted(folders), sorted(files))

    try:
        (notes / "friday.txt").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        print(type(error).__name__, Path(error.filename).name)

print(home.exists(), fnmatch.filter(["a.py", "b.txt", "c.py"], "*.py"))
