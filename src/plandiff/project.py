"""Where the project lives and who maintains it: the only place that says so, empty until there is something to say.

Whatever uses one of these leaves it out while it is empty: the package's metadata (`hatch_build.py`), `plandiff --version`, the message
of an internal error, SARIF. The Python that builds the package reads this file by itself, so it imports nothing else.
"""

from typing import Final

ADDRESS: Final[str] = ""
"""Of the public repository, without a trailing slash."""
MAINTAINER: Final[str] = ""
"""The maintainer's name."""
MAILBOX: Final[str] = ""
"""Where security issues are reported in private (SECURITY.md)."""
