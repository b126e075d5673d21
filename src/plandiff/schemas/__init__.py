"""The JSON Schemas of what plandiff writes and reads as JSON, shipped with the package."""

from __future__ import annotations

from importlib.resources import files


def json_schema(name: str = "plandiff-1") -> bytes:
    """A schema (draft 2020-12) as UTF-8: `plandiff-1` of all that plandiff writes, `notes-1` of the notes file that people
    write, `matrix-1` of matrices."""
    return files(__name__).joinpath(f"{name}.json").read_bytes()
