"""Pages on which text was set -> blocks: lines, columns, tables, running heads, paragraphs, headings.

A page comes as values that know no format (`page.py`), so that whatever prints pages is read in the same way: a reader gives
`read_pages` its pages and gets a `Document`. PDFium's pages are made in `readers/pdf/`. To add another format, make a `Page` of each
of its pages: glyphs with their boxes (advance wide, as high as the font's line, in points from the upper left corner), strokes for what
is drawn, and nothing that is not printed. OFD's are made in `readers/ofd/`; text recognized in a picture has boxes of its own and
is put in `Page.glyphs` of the page that was found to have none.
"""
