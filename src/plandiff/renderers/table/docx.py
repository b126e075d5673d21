"""The table as a Word file: a new one, or in the place that an office's own template gives it.

python-docx manages the file; the table itself is built as XML and parsed in one go, since a law has ten thousand runs, of which
the library makes a few hundred a second. Every text of a document passes through `escape`.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from plandiff.model import Comparison
from plandiff.renderers.messages import Wording
from plandiff.renderers.options import RenderOptions
from plandiff.renderers.table import styles
from plandiff.renderers.table.cells import Table
from plandiff.renderers.table.markup import LONG, MARGIN, SHORT
from plandiff.renderers.table.rows import make_table
from plandiff.renderers.table.styles import MAIN, Style
from plandiff.renderers.table.template import fill, open_template
from plandiff.renderers.word_files import blank_document, write_document

if TYPE_CHECKING:
    from docx.document import Document


def render_docx(comparison: Comparison, options: RenderOptions) -> bytes:
    """Raises `PlandiffError` for a template that is not a Word file, and where python-docx is not installed."""
    table, template = make_table(comparison, options), options.table.template
    document = _sheet(table, options) if template is None else open_template(template, options.table.template_name)
    fill(document, table, all_styles(options))
    return write_document(document, table.title, options.redline.author, options.redline.date)


def _sheet(table: Table, options: RenderOptions) -> Document:
    """An empty file with its page, page number and the styles that all others are based on."""
    document = blank_document(_base_styles(table))
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml
    from docx.shared import Twips

    section = document.sections[0]
    wide = options.table.orientation == "landscape"
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Twips(side) for side in ((LONG, SHORT) if wide else (SHORT, LONG)))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(MARGIN)
    footer = section.footer.paragraphs[0]._p  # noqa: SLF001 - fields are beyond the library
    footer.getparent().replace(footer, parse_xml(_page_xml(table)))
    return document


def _base_styles(table: Table) -> str:
    """What all styles of the file are based on."""
    asian = "zh-CN" if table.language == "zh" else "en-US"
    fonts = f'<w:rFonts w:ascii="{styles.LATIN}" w:hAnsi="{styles.LATIN}" w:eastAsia="{styles.FANG_SONG}" w:cs="{styles.LATIN}"/>'
    return (
        f'<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="en-US" w:eastAsia="{asian}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style></w:styles>'
    )


def all_styles(options: RenderOptions) -> tuple[Style, ...]:
    """The styles used in the table."""
    return (*styles.PARAGRAPH_STYLES, *styles.character_styles(options.table.marks).values(), styles.TABLE)


def _page_xml(table: Table) -> str:
    """The line with the page number, as fields that Word fills in."""
    page = Wording(table.language).say("table_page", page="\0PAGE\0", pages="\0NUMPAGES\0")
    runs = (
        f'<w:fldSimple w:instr=" {part} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        if number % 2
        else f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for number, part in enumerate(page.split("\0"))
    )
    return f'<w:p xmlns:w="{MAIN}"><w:pPr><w:pStyle w:val="{styles.PAGE.id}"/></w:pPr>{"".join(runs)}</w:p>'
