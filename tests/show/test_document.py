"""The brief as a Word document: the same as the Markdown says, with links, and nothing that a reader would run."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from dissensus.errors import DissensusError
from dissensus.records import Span
from dissensus.show.brief import render_brief
from dissensus.show.document import render_document, require, write_document
from dissensus.show.views import corpus_view
from dissensus.store import open_store
from tests.show.conftest import HOSTILE_TITLE, MADE
from tests.show.read_markdown import headings, tables

LEVELS = {"Title": "h1", "Heading 1": "h2", "Heading 2": "h3", "Heading 3": "h4"}
CITED = re.compile(r"\[(\d+)\]((?:[ ,;] ?(?:text|title)? ?\d+-\d+)*)")


@pytest.fixture(scope="module")
def content(view) -> bytes:
    return render_document(view, MADE)


@pytest.fixture(scope="module")
def document(content) -> Document:
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def sources(document) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == "Source"]


def test_it_has_the_headings_of_the_markdown(view, document):
    found = [(LEVELS[one.style.name], one.text) for one in document.paragraphs if one.style.name in LEVELS]
    assert found == headings(render_brief(view, MADE))


def test_it_has_the_tables_of_the_markdown(view, document):
    found = [[[cell.text.replace("\n", "; ") for cell in row.cells] for row in table.rows] for table in document.tables]
    assert found == tables(render_brief(view, MADE))


def test_every_number_leads_to_its_source_and_every_dispute_to_its_heading(document):
    names = {}
    for paragraph in document.paragraphs:
        for mark in paragraph._p.iter(qn("w:bookmarkStart")):
            names[mark.get(qn("w:name"))] = paragraph.text
    links = [one for one in document.element.body.iter(qn("w:hyperlink")) if one.get(qn("w:anchor"))]
    assert len(links) > 20
    for link in links:
        shown, place = "".join(one.text or "" for one in link.iter(qn("w:t"))), names[link.get(qn("w:anchor"))]
        assert place.startswith(f"{shown.strip('[]')}.\t" if shown.startswith("[") else f"{shown} “")
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z]\w{,39}", name, re.ASCII) for name in names)  # as Word allows them


def test_every_number_in_brackets_is_a_link(document):
    for paragraph in document.paragraphs:
        if paragraph.style.name == "Attribution":
            linked = [link.text for link in paragraph.hyperlinks]
            assert linked == [f"[{number}]" for number, _ in CITED.findall(paragraph.text)]


def test_every_quotation_stands_word_for_word_where_its_citation_says(view, document, sources):
    every = list(document.paragraphs)
    at = [number for number, one in enumerate(every) if one.style.name == "Quote"]
    assert len(at) == 9
    for number in at:
        quoted = every[number].text.removeprefix("“").removesuffix("”").split("” … “")
        for source, places in CITED.findall(every[number + 1].text):
            article = next(one for one in view.articles if one.id in sources[int(source) - 1])
            spans = [Span(article.id, "text", int(a), int(b)) for a, b in re.findall(r"(\d+)-(\d+)", places)]
            assert [article.passage(span) for span in spans] == quoted
            lang = every[number].runs[0]._r.rPr.find(qn("w:lang"))
            assert lang.get(qn("w:val")) == article.language


def test_every_source_can_be_found_and_proved(view, sources):
    assert len(sources) == len(view.articles)
    for source in sources:
        article = next(one for one in view.articles if one.id in source)
        assert f"Article {article.id}, SHA-256 of the capture {article.page}" in source
    assert HOSTILE_TITLE in sources[2]


def test_nothing_in_it_is_run_or_fetched(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert all(name.endswith((".xml", ".rels")) for name in names)  # no picture, no macro
        outside = [
            (relation.get("Type", "").rpartition("/")[2], relation.get("Target"))
            for name in names
            if name.endswith(".rels")
            for relation in etree.fromstring(archive.read(name))
            if relation.get("TargetMode") == "External"
        ]
        text = archive.read("word/document.xml").decode()
    assert outside == [("hyperlink", "https://ledger.example/velm?id=1&x=2")]
    assert "javascript:" not in text
    assert "\u202e" not in text


def test_it_is_the_same_each_time(view, content):
    assert render_document(view, MADE) == content


def test_an_empty_corpus_has_a_document_too():
    with open_store(":memory:") as store:
        document = docx.Document(io.BytesIO(render_document(corpus_view(store), MADE)))
    assert document.paragraphs[0].text == "0 disputes in 0 articles"


@pytest.mark.parametrize(
    "name", ["a\x00b", "\ud800", "\ufffe\uffff", "]]>&amp;", "\u202eb\u2067", "", "e" + "\u0301" * 99]
)
def test_hostile_names_do_no_harm(view, name):
    articles = tuple(replace(one, title=name, outlet=name, origin=name, url=name) for one in view.articles)
    stories = tuple(replace(one, title=name, outlets=(name,)) for one in view.stories)
    hostile = replace(view, articles=articles, loose=articles[:1], not_read=articles[:1], stories=stories)
    document = docx.Document(io.BytesIO(render_document(hostile, name)))
    assert document.paragraphs[0].text == "2 disputes in 5 articles"


# ---------------------------------------------------------------------------------------------------------- the file


def test_it_is_written_whole(view, content, tmp_path):
    write_document(view, tmp_path / "brief.docx", MADE)
    assert (tmp_path / "brief.docx").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["brief.docx"]


def test_a_place_where_no_file_can_be_is_named(view, tmp_path):
    with pytest.raises(DissensusError, match="name another file with -o"):
        write_document(view, tmp_path / "no" / "brief.docx", MADE)
    with pytest.raises(DissensusError, match=r"is a folder; .*brief\.docx"):
        write_document(view, tmp_path, MADE)


def test_where_python_docx_is_missing_the_next_step_is_told(view, tmp_path, monkeypatch):
    for name in list(sys.modules):
        if name.partition(".")[0] == "docx" or name in {"dissensus.show.typeset", "dissensus.show.looks"}:
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(DissensusError, match=r'pip install "dissensus\[docx\]"'):
        require()
    with pytest.raises(DissensusError, match=r"name a file with the ending \.md or \.html"):
        write_document(view, tmp_path / "brief.docx", MADE)
    assert not list(tmp_path.iterdir())


def test_nothing_asks_for_python_docx_before_a_document_is_written():
    asked = "import sys, dissensus.show.document, dissensus.show.report, dissensus.cli; sys.exit('docx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
