"""What the package's metadata says of the project's place and keeper, from the one file that knows; nothing while that is empty."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

PLACE = "src/plandiff/project.py"


class ProjectHook(MetadataHookInterface):
    """Adds `urls` and `authors` where there are any."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill in what `pyproject.toml` calls dynamic."""
        known = runpy.run_path(str(Path(self.root, PLACE)))
        address, maintainer, mailbox = known["ADDRESS"], known["MAINTAINER"], known["MAILBOX"]
        if address:
            metadata["urls"] = {
                "Repository": address,
                "Issues": f"{address}/issues",
                "Changelog": f"{address}/blob/main/CHANGELOG.md",
            }
        if maintainer or mailbox:
            metadata["authors"] = [{key: value for key, value in (("name", maintainer), ("email", mailbox)) if value}]
