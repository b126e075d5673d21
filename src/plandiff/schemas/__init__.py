"""The JSON Schema of plandiff's JSON output, shipped with the package."""

from __future__ import annotations

from importlib.resources import files


def json_schema() -> bytes:
    """The schema (draft 2020-12) that every JSON output of plandiff meets, as UTF-8."""
    return files(__name__).joinpath("plandiff-1.json").read_bytes()
