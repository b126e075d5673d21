"""Excel files, and what LibreOffice turns into one -> blocks: each sheet is a section, what stands together on it a table."""
