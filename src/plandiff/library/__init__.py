"""Saved versions: a git repository that keeps every edition of a document as it came, and shows its history.

names      what documents and versions may be called      versions   what is kept of one
store      files in a git repository, changed in one step  catalog    documents and versions in a store
indexes    what comparing a version needs, kept beside it
"""

from plandiff.library.catalog import Added, Edition, Library, NoLibraryError, find_library, prepare
from plandiff.library.versions import Version

__all__ = ["Added", "Edition", "Library", "NoLibraryError", "Version", "find_library", "prepare"]
