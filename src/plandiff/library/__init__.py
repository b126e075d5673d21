"""Saved versions: a git repository that keeps every edition of a document byte for byte, and shows its history.

names      what documents and versions may be called      versions   what is stored for a version
store      files in a git repository, changed in one step  catalog    documents and versions in a store
snapshots  what a commit holds, and changes to it           merging  two histories joined   remotes  other clones
indexes    cached data for comparing a version         editions   documents prepared for storage
finding    which version a reference means             nearest    which library is meant
validity   the period in which a text says it is in force
"""

from plandiff.library.catalog import Added, Library
from plandiff.library.editions import Edition, prepare
from plandiff.library.nearest import NoLibraryError, find_library
from plandiff.library.versions import Version

__all__ = ["Added", "Edition", "Library", "NoLibraryError", "Version", "find_library", "prepare"]
