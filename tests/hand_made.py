"""A small invented corpus with a record of every noun, made by hand: a text file, an HTML page and a JSON record."""

from __future__ import annotations

import hashlib
import json

from dissensus.records import (
    Act,
    Anonymous,
    Article,
    Bag,
    Block,
    BlockKind,
    Candidate,
    Chapter,
    Claim,
    Dated,
    Discrepancy,
    Dispute,
    DisputeKind,
    Drop,
    Edge,
    Gist,
    Hop,
    How,
    Interval,
    Kind,
    Level,
    Locator,
    Maker,
    Member,
    Mention,
    MentionKind,
    Offset,
    Page,
    Parts,
    Place,
    Polarity,
    Position,
    Quantity,
    Record,
    Relation,
    Role,
    Scope,
    Signature,
    Span,
    Speaker,
    SpeakerKind,
    Spelling,
    Stance,
    Statement,
    Story,
    Storyline,
    Target,
    Time,
    Verdict,
    Voice,
    make_id,
)
from dissensus.store import Store

CLEAN, READ, GROUP, LINK, JUDGE = (Maker(stage, "1") for stage in ("clean", "read", "group", "link", "judge"))

TITLE = "Harbour sold, says clerk"
SENTENCE = "The Orla Gazette wrote on Monday that 12 piers were sold; clerk Ada Venn denied it, said the port."
RELATED = "Read also: Ten walks"
TEXT = f"{TITLE}\r\n\r\n{SENTENCE}\r\n{RELATED}\r\n"
HTML = b"<html><body><p>Caf\xc3\xa9 owners said: &quot;Yes&quot;.</p>\n<script>x()</script><p>More</p></body></html>"
HTML_TEXT = 'Café owners said: "Yes".\n\nMore'
RECORD = {"id": "r/1", "title": "No piers", "text": "No pier was sold.\nNone.", "outlet": "Port Echo"}


def page_of(content: bytes, media_type: str, *origins: str) -> Page:
    return Page(hashlib.sha256(content).hexdigest(), content, media_type, origins)


TEXT_PAGE = page_of(TEXT.encode(), "text/plain", "in/a.txt", "in/b.txt")
HTML_PAGE = page_of(HTML, "text/html", "in/c.html")
JSON_PAGE = page_of(json.dumps(RECORD).encode(), "application/json", "r/1")
PAGES = (TEXT_PAGE, HTML_PAGE, JSON_PAGE)


def id_of(page: Page) -> str:
    return make_id("article", page.id)


GAZETTE, CAFE, ECHO = (id_of(page) for page in PAGES)


def in_text(words: str) -> Span:
    """The passage of the text file's article with these words."""
    start = TEXT.index(words)
    return Span(GAZETTE, "text", start, start + len(words))


def cleaned() -> dict[str, list[Record]]:
    """What `clean` makes, by page."""
    dated = Dated("2024-03-04", "day", "byline", True, (Candidate("2024-03-04", "line 2", "byline"),))
    gazette = Article(
        GAZETTE,
        TEXT_PAGE.id,
        Parts(TEXT),
        CLEAN,
        title=TITLE,
        title_span=in_text(TITLE),
        language="en",
        published=dated,
        authors=("I. Corvo",),
        work=GAZETTE,
        signature=Signature(20, 16, "0123456789abcdef", "AAAAAAAAAAA="),
    )
    text_map = Offset(
        Span(GAZETTE, "text", 0, len(TEXT)), Locator(bytes=(0, len(TEXT_PAGE.content))), How.VERBATIM, CLEAN
    )
    echo = Article(
        ECHO, JSON_PAGE.id, Parts(RECORD["text"], title=RECORD["title"]), CLEAN, outlet="Port Echo", title="No piers"
    )
    whole = Span(ECHO, "text", 0, len(RECORD["text"]))
    return {
        TEXT_PAGE.id: [
            gazette,
            Block(in_text(TITLE), BlockKind.TITLE, True, "first-line", CLEAN, "en", 0.91239),
            Block(in_text(SENTENCE), BlockKind.PARAGRAPH, True, "paragraph", CLEAN, "en"),
            Block(in_text(RELATED), BlockKind.RELATED, False, "read-also", CLEAN, "en"),
            text_map,
            Drop(make_id("drop", GAZETTE, "x"), GAZETTE, "clean", "a line of dots"),
        ],
        HTML_PAGE.id: [
            Article(CAFE, HTML_PAGE.id, Parts(HTML_TEXT), CLEAN, language="en"),
            Block(Span(CAFE, "text", 0, 24), BlockKind.PARAGRAPH, True, "p", CLEAN),
            Block(Span(CAFE, "text", 26, 30), BlockKind.PARAGRAPH, True, "p", CLEAN),
            *html_map(),
        ],
        JSON_PAGE.id: [
            echo,
            Block(whole, BlockKind.PARAGRAPH, True, "paragraph", CLEAN),
            Offset(whole, Locator(pointer="/text"), How.VERBATIM, CLEAN),
            Offset(Span(ECHO, "title", 0, 8), Locator(pointer="/title"), How.VERBATIM, CLEAN),
        ],
    }


def html_map() -> list[Offset]:
    """The way back of the HTML page's text, run by run: (end in the text, the bytes, how)."""
    runs = [
        ("Café owners said: ", "Café owners said: ".encode(), How.VERBATIM),
        ('"', b"&quot;", How.ENTITY),
        ("Yes", b"Yes", How.VERBATIM),
        ('"', b"&quot;", How.ENTITY),
        (".", b".", How.VERBATIM),
        ("\n\n", b"</p>\n<script>x()</script><p>", How.SPACE),
        ("More", b"More", How.VERBATIM),
    ]
    rows, start, at = [], 0, 0
    for text, raw, how in runs:
        at = HTML.index(raw, at)
        span = Span(CAFE, "text", start, start + len(text))
        rows.append(Offset(span, Locator(bytes=(at, at + len(raw))), how, CLEAN))
        start, at = start + len(text), at + len(raw)
    return rows


SOLD = Statement(
    id=make_id("statement", "sold"),
    article=GAZETTE,
    part="text",
    voice=Voice.ATTRIBUTED,
    source=(in_text("The Orla Gazette"),),
    cue=(in_text("wrote"),),
    content=(in_text("12 piers were sold"),),
    kind=Kind.INDIRECT,
    act=Act.ASSERTS,
    polarity=Polarity.POSITIVE,
    confidence=0.87654,
    because=("cue-lexicon",),
    maker=READ,
    said_at=Interval("2024-03-04", "2024-03-04", "weekday"),
)
DENIED = Statement(
    id=make_id("statement", "denied"),
    article=GAZETTE,
    part="text",
    voice=Voice.ATTRIBUTED,
    source=(in_text("clerk Ada Venn"),),
    cue=(in_text("denied"),),
    content=(in_text("it"),),
    kind=Kind.INDIRECT,
    act=Act.DENIES,
    polarity=Polarity.NEGATIVE,
    confidence=0.9,
    because=("cue-lexicon", "anaphor"),
    maker=READ,
    target=Target((in_text("12 piers were sold"),), SOLD.id, "The Orla Gazette"),
    chain=(Hop("the port", "said_by", (in_text("the port"),)),),
    anonymous=Anonymous("senior official", 2, ("familiar with the matter",)),
)
NO_PIER = Statement(
    id=make_id("statement", "no pier"),
    article=ECHO,
    part="text",
    voice=Voice.OWN,
    source=(),
    cue=(),
    content=(Span(ECHO, "text", 0, 17),),
    kind=Kind.INDIRECT,
    act=Act.ASSERTS,
    polarity=Polarity.NEGATIVE,
    confidence=0.5,
    because=("own-voice",),
    maker=READ,
    negation=(Span(ECHO, "text", 0, 2),),
)


def read() -> dict[str, list[Record]]:
    """What `read` makes, by article."""
    interval = Interval("2024-03-04", "2024-03-05", "weekday before publication")
    return {
        GAZETTE: [
            SOLD,
            DENIED,
            Mention(
                make_id("mention", "venn"), in_text("Ada Venn"), MentionKind.NAME, "Ada Venn", SpeakerKind.PERSON, READ
            ),
            Time(in_text("on Monday"), "date", interval, READ),
            Quantity(in_text("12"), 12.0, None, "piers", "exactly", READ),
        ],
        ECHO: [NO_PIER],
    }


VENN = Speaker(
    make_id("speaker", "venn"),
    "Ada Venn",
    SpeakerKind.PERSON,
    (in_text("Ada Venn"),),
    (Spelling("Ada Venn", 1),),
    LINK,
    roles=(Role("clerk", in_text("clerk")),),
)
ORLA = Speaker(
    make_id("speaker", "orla"),
    "Orla Gazette",
    SpeakerKind.OUTLET,
    (in_text("Orla Gazette"),),
    (Spelling("Orla Gazette", 1),),
    LINK,
)
PORT = Speaker(
    make_id("speaker", "port"),
    "the port",
    SpeakerKind.ANONYMOUS,
    (in_text("the port"),),
    (Spelling("the port", 1),),
    LINK,
    anonymous=Anonymous("body", None),
)
CLAIM = Claim(make_id("claim", "sold"), "12 piers were sold", GAZETTE, "text", (in_text("12 piers were sold"),), LINK)
HELD = Edge(make_id("edge", "sold", "orla"), SOLD.id, ORLA.id, Relation.HELD_BY, Verdict.SAME, 0.81249, ("name",), LINK)
STORY, LINE = make_id("story", GAZETTE), make_id("storyline", GAZETTE)
WORDS = Bag(("harbour", "ferry"), (4.5, 2.25))
GIST = Gist(
    make_id("gist", GAZETTE), GAZETTE, TEXT_PAGE.id, GAZETTE, 105_000, "2013-01-07", "en", True, 40, WORDS, WORDS, WORDS,
    ("ada venn",), None, "as read", GROUP,
)  # fmt: skip
MEMBERS = (Member(GAZETTE, 1.0, ("alone",), (0.3, 0.3, 0.3)), Member(ECHO, 0.9, ("word: ferry",), (0.5, 0.4, 0.3)))


def linked() -> list[Record]:
    """What `group` and `link` make."""
    return [
        GIST,
        Chapter(make_id("chapter", GAZETTE), STORY, 105_000, 105_000, 2, MEMBERS, GROUP, line=STORY, outline=WORDS),
        Story(STORY, tuple(sorted((GAZETTE, ECHO))), ((GAZETTE,), (ECHO,)), LINE, GROUP),
        Storyline(LINE, (STORY,), GROUP),
        VENN,
        ORLA,
        PORT,
        Place(make_id("place", "port"), "port", (in_text("port"),), (Spelling("port", 1),), LINK, 54.5, -3.25),
        CLAIM,
        HELD,
        Edge(make_id("edge", "denied"), DENIED.id, VENN.id, Relation.HELD_BY, Verdict.SAME, 0.9, ("name",), LINK),
        Edge(make_id("edge", "unsure"), NO_PIER.id, VENN.id, Relation.HELD_BY, Verdict.UNSURE, 0.4, ("guess",), LINK),
        Edge(make_id("edge", "target"), DENIED.id, ORLA.id, Relation.TARGETS, Verdict.SAME, 0.7, ("name",), LINK),
    ]


def judged() -> list[Record]:
    """What `judge` makes."""
    sides = [(ORLA, Stance.ASSERTS, SOLD), (VENN, Stance.DENIES, DENIED)]
    positions = [
        Position(
            id=make_id("position", speaker.id),
            claim=CLAIM.id,
            holder=speaker.id,
            holder_name=speaker.name,
            voice=False,
            stance=stance,
            article=GAZETTE,
            part="text",
            spans=said.content,
            statements=(said.id,),
            confidence=0.8,
            because=("act",),
            maker=JUDGE,
        )
        for speaker, stance, said in sides
    ]
    silent = Position(
        id=make_id("position", "silent"),
        claim=CLAIM.id,
        holder=PORT.id,
        holder_name=PORT.name,
        voice=False,
        stance=Stance.SILENT,
        article=None,
        part="text",
        spans=(),
        statements=(),
        confidence=1.0,
        because=("nothing said",),
        maker=JUDGE,
    )
    dispute = Dispute(
        id=make_id("dispute", CLAIM.id),
        claim=CLAIM.id,
        kind=DisputeKind.FACT,
        scope=Scope.ARTICLE,
        stories=(STORY,),
        level=Level.EXPLICIT,
        positions=tuple(position.id for position in positions),
        confidence=0.8,
        because=("both sides",),
        maker=JUDGE,
    )
    headline = Discrepancy(
        make_id("discrepancy", "title"), "headline", GAZETTE, "text", (in_text("says clerk"),), DENIED.id, ("denied",),
        JUDGE,
    )  # fmt: skip
    return [*positions, silent, dispute, headline]


def fill(store: Store) -> Store:
    """The whole corpus into a store."""
    for page in PAGES:
        store.put_page(page)
    store.put_drops("in", [Drop(make_id("drop", "noise"), "in/noise.txt", "ingest", "not text; rename it")])
    for id, records in cleaned().items():
        store.write_unit("clean", id, "1", records)
    for article, records in read().items():
        store.write_unit("read", article, "1", records)
    store.write_unit("link", LINE, "1", linked())
    store.write_unit("judge", LINE, "1", judged())
    return store
