"""Excel files, and what LibreOffice converts to them -> blocks: each sheet is a section, each group of adjacent cells a table."""
