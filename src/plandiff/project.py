"""Where the project lives and who keeps it: the one place that says so, empty until there is such a place.

What needs one of these leaves it out as long as it is empty: the package's metadata (`hatch_build.py`), `plandiff --version`, the message
of an internal error, SARIF. The Python that builds the package reads this file by itself, so it imports nothing else.
"""

from typing import Final

ADDRESS: Final[str] = ""
"""Of the public repository, without a slash at its end."""
MAINTAINER: Final[str] = ""
"""The name of who keeps it."""
MAILBOX: Final[str] = ""
"""Where faults of security are reported in private (SECURITY.md)."""
