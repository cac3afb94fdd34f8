"""How the Word document looks: its page, its footer and its styles, made from the template of python-docx."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

ATTRIBUTION, LABEL, SOURCE, CELL = "Attribution", "Stance", "Source", "Cell"  # styles of paragraphs, and of
HYPERLINK, CODE = "Hyperlink", "Code"  # characters
SERIF, SANS, MONO = "Georgia", "Calibri", "Consolas"
INK, SOFT, LINK = RGBColor(0x22, 0x20, 0x1C), RGBColor(0x5A, 0x55, 0x4C), RGBColor(0x1F, 0x4E, 0x79)
RULE, HEAD = "C9C3B6", "F1EFEA"  # lines, and what stands behind the head of a table
INDENT = Cm(0.7)
HEADINGS = {"Title": (22, 0, 6), "Heading 1": (16, 24, 4), "Heading 2": (12.5, 16, 4), "Heading 3": (11, 10, 2)}


def dress(document: Document) -> None:
    """Sets page, styles and footer."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    _styles(document)
    _footer(document)


def _styles(document: Document) -> None:
    normal = _paragraphs(document, "Normal")
    _looks(normal, SANS, 10.5, INK)
    _spaced(normal, 0, 6, 1.15)
    for name, (size, before, after) in HEADINGS.items():
        style = _paragraphs(document, name)
        _looks(style, SERIF, size, INK)
        _spaced(style, before, after, 1.1)
        style.font.bold, style.font.italic = True, False
        style.paragraph_format.keep_with_next = True
        _bare(style)
    quote = _paragraphs(document, "Quote")
    _looks(quote, SERIF, 10.5, INK)
    _spaced(quote, 4, 2, 1.2)
    quote.font.italic = False  # it is told by its place and its line, and stays as published
    quote.font.cs_italic = False
    quote.paragraph_format.keep_with_next = True
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = INDENT
    quote.element.get_or_add_pPr().insert_element_before(
        _line_beside(), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )
    _made(document)
    _table(document)
    languages = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    if languages is not None:
        languages.set(qn("w:val"), "en-GB")


def _made(document: Document) -> None:
    """The styles that the template has not."""
    attribution = _new(document, ATTRIBUTION, 9.5, SOFT)
    _spaced(attribution, 0, 8, 1.1)
    attribution.paragraph_format.left_indent = INDENT
    label = _new(document, LABEL, 10.5, INK)
    label.font.bold = True
    _spaced(label, 8, 2, 1.1)
    label.paragraph_format.keep_with_next = True
    source = _new(document, SOURCE, 9.5, INK)
    _spaced(source, 0, 6, 1.1)
    source.paragraph_format.left_indent, source.paragraph_format.first_line_indent = Cm(0.9), -Cm(0.9)
    source.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))
    _spaced(_new(document, CELL, 9, INK), 2, 2, 1.05)
    link = document.styles.add_style(HYPERLINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = LINK
    code = document.styles.add_style(CODE, WD_STYLE_TYPE.CHARACTER)
    code.font.name, code.font.size = MONO, Pt(9.5)


def _table(document: Document) -> None:
    """Thin lines between the rows alone."""
    properties = document.styles["Table Grid"].element.find(qn("w:tblPr"))
    borders = properties.find(qn("w:tblBorders"))
    for side in borders:
        seen = side.tag in {qn("w:top"), qn("w:bottom"), qn("w:insideH")}
        side.set(qn("w:val"), "single" if seen else "nil")
        side.set(qn("w:color"), RULE)


def _footer(document: Document) -> None:
    """What it is, and the page with how many there are."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("Dissensus · page ")
    for field, after in (("PAGE", " of "), ("NUMPAGES", "")):
        counted = OxmlElement("w:fldSimple")
        counted.set(qn("w:instr"), field)
        paragraph._p.append(counted)
        counted.append(paragraph.add_run("1")._r)
        paragraph.add_run(after)
    footer = _paragraphs(document, "Footer")
    _looks(footer, SANS, 9, SOFT)


# ---------------------------------------------------------------------------------------------------------- a style


def _paragraphs(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _new(document: Document, name: str, size: float, color: RGBColor) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _looks(style, SANS, size, color)
    return style


def _looks(style: CharacterStyle, face: str, size: float, color: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = face, Pt(size), color
    fonts = style.element.rPr.rFonts
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # they would win over the name
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    fonts.set(qn("w:cs"), "Arial" if face != SERIF else "Times New Roman")
    sizes = OxmlElement("w:szCs")
    sizes.set(qn("w:val"), str(int(size * 2)))
    for old in style.element.rPr.findall(qn("w:szCs")):
        style.element.rPr.remove(old)
    style.element.rPr.sz.addnext(sizes)


def _spaced(style: ParagraphStyle, before: float, after: float, lines: float) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = lines


def _bare(style: ParagraphStyle) -> None:
    """Without the line below and the wide letters that the template gives a title."""
    for tag in ("w:pBdr", "w:contextualSpacing"):
        for old in style.element.pPr.findall(qn(tag)):
            style.element.pPr.remove(old)
    for old in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(old)


def _line_beside() -> object:
    return parse_xml(f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="12" w:space="8" w:color="{RULE}"/></w:pBdr>')
