"""Typeset pages -> blocks: lines, columns, tables, running heads, paragraphs, headings.

A page is a format-independent value (`page.py`), so that all paged formats are read in the same way: a reader passes its
pages to `read_pages` and gets a `Document`. PDFium's pages are made in `readers/pdf/`, OFD's in `readers/ofd/`. To add
another format, make a `Page` of each of its pages: glyphs with their boxes (as wide as the advance, as high as the font's
line, in points from the upper left corner), strokes for what is drawn, and nothing that is not printed. Text recognized in
a picture has boxes of its own and goes into `Page.glyphs` of the page that had none.
"""
