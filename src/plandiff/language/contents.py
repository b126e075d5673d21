"""What a contents list is called."""

from __future__ import annotations

from typing import Final

CONTENTS: Final = r"(?:目\s*[录錄次]|(?i:(?:table\s+of\s+)?contents))"
"""The title of a contents list, for patterns."""
