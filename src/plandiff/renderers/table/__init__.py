"""新旧对照表: both texts beside each other as offices hand them around, for Word, Excel, browsers and paper.

    Comparison ─ lay_out ▶ rows ─ groups ▶ what stands in one row ─ rows ▶ Table ─▶ docx, xlsx, html

The table is made once, as plain values with all its words; a writer of a format walks over it and decides nothing.
"""
