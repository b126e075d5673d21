"""Say what changed between two policy plans.

>>> comparison = plandiff.compare("draft.html", "final.md")
>>> comparison.summary.changed
"""

__version__ = "0.1.0"
