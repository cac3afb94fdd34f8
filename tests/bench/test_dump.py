"""A page as plain text, on pages made up for it."""

from __future__ import annotations

import pytest

from bench.dump import blocks, decode, dump

PAGE = """<!DOCTYPE html><html><head><title>Harbour open – The Veldmar Post</title><style>p {}</style></head>
<body class="comments-open"><nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>
<h1>Harbour open</h1><p>The harbour  of
<b>Vel</b>dmar reopened<br>on Monday.</p><!-- unseen --><script>var unseen</script><p hidden>unseen</p>
<p style="display: none">unseen</p><div class="post-author">By Ada Lund</div><noscript>unseen</noscript>
<div><a href="/2">Ferry to Norhavn sails again after months</a></div>
<figure><img alt="unseen"><figcaption>The quay</figcaption></figure>
<table><tr><td>boats</td><td>12</td></tr></table><footer>All rights reserved</footer></body></html>""".encode()


def test_blocks_are_lines_as_in_a_browser() -> None:
    assert dump(PAGE, "blocks") == "\n".join(
        [
            "Home",
            "Sport",
            "",
            "Harbour open",
            "",
            "The harbour of Veldmar reopened",
            "on Monday.",
            "",
            "By Ada Lund",
            "Ferry to Norhavn sails again after months",
            "",
            "The quay",
            "",
            "boats 12",
            "",
            "All rights reserved",
        ]
    )


def test_nodes_are_stripped_and_the_title_comes_first() -> None:
    lines = dump(PAGE, "nodes").splitlines()
    assert lines[:3] == ["Harbour open – The Veldmar Post", "Home", "Sport"]
    assert lines[lines.index("Vel") + 1] == "dmar reopened"


def test_the_source_keeps_its_white_space_and_flat_has_one_line() -> None:
    assert "The harbour  of\nVeldmar" in dump(PAGE, "source")
    assert "The harbour of Vel dmar reopened" in dump(PAGE, "flat")
    assert "\n" not in dump(PAGE, "flat")


@pytest.mark.parametrize("style", ["blocks", "nodes", "source", "flat"])
def test_what_nobody_sees_is_in_no_dump(style: str) -> None:
    assert "unseen" not in dump(PAGE, style)
    assert dump(b"", style) == dump(b"<!-- -->", style) == ""


def test_an_unknown_way_is_refused() -> None:
    with pytest.raises(ValueError, match="take one of blocks"):
        dump(PAGE, "columns")


def test_lines_know_their_place_and_what_they_were() -> None:
    text, lines = blocks(PAGE)
    assert [(text[line.start : line.end], line.kind) for line in lines] == [
        ("Home", "menu"),
        ("Sport", "menu"),
        ("Harbour open", "other"),
        ("The harbour of Veldmar reopened", "other"),
        ("on Monday.", "other"),
        ("By Ada Lund", "byline"),
        ("Ferry to Norhavn sails again after months", "related"),
        ("The quay", "caption"),
        ("boats 12", "other"),
        ("All rights reserved", "footer"),
    ]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Å".encode(), "Å"),
        (b"\xef\xbb\xbfA", "A"),
        ("Å".encode("utf-16"), "Å"),
        (b"\xc5 \x93", "Å “"),
        (b'<meta charset="iso-8859-1">\xc5 \x93', '<meta charset="iso-8859-1">Å “'),
        ("<meta charset='windows-1251'>Вельмар".encode("cp1251"), "<meta charset='windows-1251'>Вельмар"),
        (b'<meta charset="made-up">\xc5', '<meta charset="made-up">Å'),
    ],
)
def test_bytes_are_read_as_a_browser_reads_them(content: bytes, text: str) -> None:
    assert decode(content) == text
