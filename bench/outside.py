"""Where the labelled documents are; they are too large and not ours to keep in the project."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("PLANDIFF_BENCH_DATA") or ROOT / "../shared").resolve()


def load_script(name: str) -> ModuleType:
    """Import `bench/NAME.py` of the data folder; exits with a message if there is none."""
    path = DATA / "bench" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"outside_{name}", path)
    if not path.is_file() or spec is None or spec.loader is None:
        sys.exit(f"{path} is missing; set PLANDIFF_BENCH_DATA to the folder that holds the labelled documents")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look for it
    spec.loader.exec_module(module)
    return module
