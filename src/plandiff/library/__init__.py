"""Saved versions: a git repository that keeps every edition of a document as it came, and shows its history.

names      what documents and versions may be called      versions   what is kept of one
store      files in a git repository, changed in one step  catalog    documents and versions in a store
snapshots  what a commit holds, and what may become of it  merging  two histories made one   remotes  other clones
indexes    what comparing a version needs, kept beside it  editions  documents made ready to be kept
finding    which version a reference means                 nearest   which library is meant
validity   from when and until when a text says that it is in force
"""

from plandiff.library.catalog import Added, Library
from plandiff.library.editions import Edition, prepare
from plandiff.library.nearest import NoLibraryError, find_library
from plandiff.library.versions import Version

__all__ = ["Added", "Edition", "Library", "NoLibraryError", "Version", "find_library", "prepare"]
