"""Git repositories for tests, made with the git program, untouched by whatever the machine configures."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

NOBODY = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "EMAIL": "",
    "GIT_AUTHOR_DATE": "2025-01-01T00:00:00Z",
    "GIT_COMMITTER_DATE": "2025-01-01T00:00:00Z",
}
"""An environment in which git knows no configuration and no identity."""
SOMEBODY = [
    word
    for setting in ("user.name=t", "user.email=t@example.org", "init.defaultBranch=main", "commit.gpgSign=false")
    for word in ("-c", setting)
]


@dataclass(frozen=True)
class Repository:
    """A repository in a folder."""

    folder: Path

    def git(self, *arguments: str) -> str:
        """What git prints, as somebody who may commit."""
        done = subprocess.run(
            ["git", *SOMEBODY, *arguments], cwd=self.folder, env=os.environ | NOBODY, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    def commit(self, message: str, **files: str | bytes | None) -> str:
        """Write files (None removes one; in their names `__` stands for a slash) and commit them; the commit's id."""
        return self.commit_files(message, {name.replace("__", "/") + ".md": data for name, data in files.items()})

    def commit_files(self, message: str, files: dict[str, str | bytes | None]) -> str:
        for name, data in files.items():
            path = self.folder / name
            if data is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.encode() if isinstance(data, str) else data)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")


def new_repository(folder: Path) -> Repository:
    folder.mkdir(parents=True, exist_ok=True)
    repository = Repository(folder)
    repository.git("init", "--quiet")
    return repository


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """An empty repository, made the current folder, in an environment without identity."""
    for key, value in NOBODY.items():
        monkeypatch.setenv(key, value)
    for key in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(key, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    made = new_repository(tmp_path / "repository")
    monkeypatch.chdir(made.folder)
    return made
