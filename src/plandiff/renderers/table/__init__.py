"""新旧对照表: both texts side by side as offices circulate them, for Word, Excel, browsers and paper.

    Comparison ─ lay_out ▶ rows ─ groups ▶ the contents of each row ─ rows ▶ Table ─▶ docx, xlsx, html

The table is built once, as plain values with all its words; a format's writer walks over it and decides nothing.
"""
