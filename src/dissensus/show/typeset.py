"""Pages as a Word document, with python-docx: headings, quotations, tables and links as Word knows them.

A quotation has the language of its article, and its paragraph runs as its text does. The numbers of sources and disputes
are links inside the document; the only addresses that lead out of it are those of the original pages. The bytes depend on
the pages alone.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Para
from docx.text.run import Run as DocxRun

from dissensus.show.looks import ATTRIBUTION, CELL, CODE, HEAD, HYPERLINK, LABEL, SOURCE, dress
from dissensus.show.pages import (
    Block,
    Cell,
    Cite,
    Code,
    Foreign,
    Heading,
    Item,
    Items,
    Jump,
    Label,
    Line,
    Link,
    Paragraph,
    Quote,
    Run,
    Source,
    Sources,
    Strong,
    Table,
    edges,
    shown_lines,
    source_anchor,
)
from dissensus.show.segments import GAP
from dissensus.show.words import isolated

STYLES = {1: "Title", 2: "Heading 1", 3: "Heading 2", 4: "Heading 3"}
FIRST = 1.6  # how much wider the first column of a table is than the others
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP archive can tell
MADE = "%Y-%m-%d %H:%M UTC"  # as the command line writes the time of making
_RTL, _LTR = frozenset({"R", "AL"}), frozenset({"L"})
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")  # beside control characters, which are shown as pictures
_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;=-._~"  # all else is told by its number, for Word reads no other address
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})


def typeset(blocks: Iterable[Block], made: str) -> bytes:
    """The blocks as the bytes of a document. `made` stands in its properties where it is a time."""
    document = docx.Document()
    dress(document)
    setter = _Setter(document)
    for block in blocks:
        setter.block(block)
    _properties(document, setter.title, made)
    return _packed(document)


class _Setter:
    """Sets blocks one below the other. Bookmarks are numbered as they come; `title` is the heading of the whole."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.styles = {style.name: style.style_id for style in document.styles}  # by id they are found at once
        self.bookmarks = 0
        self.title = "Dissensus"

    def block(self, block: Block) -> None:
        match block:
            case Heading(level, line, anchor):
                heading = self.paragraph(STYLES[level])
                self.line(heading, line, anchor)
                self.title = heading.text if level == 1 else self.title
            case Paragraph(line):
                self.line(self.paragraph("Normal"), line)
            case Label(text):
                self.line(self.paragraph(LABEL), (text,))
            case Items(items):
                for item in items:
                    self.item(item)
            case Table(head, rows):
                self.table(head, rows)
            case Sources(sources):
                for source in sources:
                    self.source(source)

    def paragraph(self, style: str) -> Para:
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self.styles[style]
        return paragraph

    def item(self, item: Item) -> None:
        """A quotation with what leads to it above and whose it is below; without one an entry of a list."""
        if item.lead:
            lead = self.paragraph("Normal")
            lead.paragraph_format.keep_with_next = True
            self.line(lead, item.lead)
        if item.quote:
            self.quote(item.quote)
        if item.line:
            self.line(self.paragraph(ATTRIBUTION if item.quote or item.lead else "List Bullet"), item.line)

    def quote(self, quoted: Quote) -> None:
        """Passages word for word, each in “ ”, in their language and direction."""
        paragraph = self.paragraph("Quote")
        rtl = _runs_right_to_left("".join(passage.text for passage in quoted.passages))
        if rtl:
            _set(paragraph._p.get_or_add_pPr(), "w:bidi")
        for number, passage in enumerate(quoted.passages):
            lines = ((line, *edges(line)) for line in shown_lines(f"“{passage.text}”"))
            text = "\n".join(f"{before}{line}{after}" for line, before, after in lines)
            if number:
                paragraph.add_run(GAP)
            run = paragraph.add_run(_xml(text))
            run.font.rtl = rtl or None
            if quoted.language:
                _spoken(run, quoted.language, rtl)

    def source(self, source: Source) -> None:
        """An entry of the list of sources, to which its number leads."""
        paragraph = self.paragraph(SOURCE)
        self.line(paragraph, (f"{source.number}.\t", *source.line), source_anchor(source.number))
        paragraph.add_run().add_break()
        self.line(paragraph, source.proof)

    def table(self, head: tuple[Line, ...], rows: tuple[tuple[Cell, ...], ...]) -> None:
        """A table whose first row is told again on every page."""
        table = self.document.add_table(1 + len(rows), len(head))
        table._tbl.tblStyle_val = self.styles["Table Grid"]
        _widths(table, self.document)
        first, *others = table.rows
        _set(first._tr.get_or_add_trPr(), "w:tblHeader")
        for cell, line in zip(first.cells, head, strict=True):
            self.cell(cell, (line,), bold=True)
            _set(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=HEAD)
        for row, cells in zip(others, rows, strict=True):
            _set(row._tr.get_or_add_trPr(), "w:cantSplit")
            for cell, lines in zip(row.cells, cells, strict=True):
                self.cell(cell, lines)
        self.paragraph(CELL)  # what follows stands apart from it

    def cell(self, cell: _Cell, lines: Cell, *, bold: bool = False) -> None:
        for number, line in enumerate(lines or ((),)):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            paragraph._p.style = self.styles[CELL]
            self.line(paragraph, line)
            for run in paragraph.runs if bold else ():
                run.font.bold = run.font.cs_bold = True

    def line(self, paragraph: Para, line: Line, anchor: str = "") -> None:
        """The runs of a line, with a bookmark around them where it has a name."""
        if anchor:
            self.bookmarks += 1
            _set(paragraph._p, "w:bookmarkStart", id=str(self.bookmarks), name=anchor)
        for run in line:
            self.run(paragraph, run)
        if anchor:
            _set(paragraph._p, "w:bookmarkEnd", id=str(self.bookmarks))

    def run(self, paragraph: Para, run: Run) -> None:
        match run:
            case Jump(text, anchor):
                self.link(paragraph, text, anchor=anchor)
            case Cite():
                self.link(paragraph, run.label, anchor=run.anchor)
                if run.where:
                    self.run(paragraph, " ")
                    self.run(paragraph, Foreign(run.where))
            case Link(url):
                address = quote(url, safe=_IN_ADDRESSES)
                id = self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                self.link(paragraph, _text(run), id=id)
            case _:
                added = paragraph.add_run(_text(run))
                if isinstance(run, Strong):
                    added.bold = True
                if isinstance(run, Code):
                    added._r.style = self.styles[CODE]
                if isinstance(run, Foreign) and _runs_right_to_left(run.text):
                    added.font.rtl = True

    def link(self, paragraph: Para, text: str, *, anchor: str = "", id: str = "") -> None:
        """A link to a bookmark, or by a relation of the document to a page outside."""
        link = OxmlElement("w:hyperlink")
        link.set(*((qn("w:anchor"), anchor) if anchor else (qn("r:id"), id)))
        link.set(qn("w:history"), "1")
        paragraph._p.append(link)
        run = paragraph.add_run(text)
        run._r.style = self.styles[HYPERLINK]
        link.append(run._r)


# ---------------------------------------------------------------------------------------------------- runs and links


def _text(run: Run) -> str:
    """What is shown of a run."""
    match run:
        case str():
            return _xml(run)
        case Foreign(text) | Strong(text):
            return _xml(isolated(text))
        case Link(url):
            return _xml(url)
        case Code(text) | Jump(text):
            return text
        case Cite():
            return run.label


def _xml(text: str) -> str:
    """Text without what no XML can hold."""
    return _NOT_XML.sub("\ufffd", text)


def _runs_right_to_left(text: str) -> bool:
    """Does a text run right to left: does its first letter that has a direction."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _RTL or kind in _LTR:
            return kind in _RTL
    return False


def _spoken(run: DocxRun, language: str, rtl: bool) -> None:
    """Marks a run with its language, in the place that Word has for languages of its kind."""
    if _CODE.fullmatch(language):
        kind = "bidi" if rtl else "eastAsia" if language.split("-", maxsplit=1)[0].lower() in _EAST_ASIAN else "val"
        _set(run._r.get_or_add_rPr(), "w:lang", **{kind: language})


def _widths(table: DocxTable, document: Document) -> None:
    """Columns that keep their widths whatever stands in them, the first wider than the others."""
    section = document.sections[0]
    room = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    share = room / (len(table.columns) + FIRST - 1)
    table.autofit = False
    for number, column in enumerate(table.columns):
        column.width = Emu(int(share if number else share * FIRST))
    for row in table._tbl.tr_lst:
        for cell, column in zip(row.tc_lst, table.columns, strict=True):
            cell.width = column.width


def _set(parent: BaseOxmlElement, tag: str, **attributes: str) -> None:
    """Adds an element with these attributes."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    parent.append(made)


# ---------------------------------------------------------------------------------------------------------- the file


def _properties(document: Document, title: str, made: str) -> None:
    """What a file manager tells of the document; without a time where `made` is none that can be read."""
    core = document.core_properties
    core.title, core.author, core.last_modified_by = title, "Dissensus", "Dissensus"
    core.comments, core.language, core.revision = "", "en", 1
    for tag in ("created", "modified"):
        for old in core._element.findall(qn(f"dcterms:{tag}")):
            core._element.remove(old)
    try:
        core.created = core.modified = datetime.strptime(made, MADE)
    except ValueError:
        return


def _packed(document: Document) -> bytes:
    """The document as a file that is the same at any time on any machine, without the picture of the template."""
    package = document.part.package
    for id, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[id]
    first, out = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as made, zipfile.ZipFile(out, "w") as packed:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            packed.writestr(entry, made.read(name))
    return out.getvalue()
