"""A small invented corpus, as the stages would leave it in a store: a bridge, a report on its cracks, and who knew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from dissensus.records import (
    Act,
    Article,
    Block,
    BlockKind,
    Candidate,
    Claim,
    Dated,
    Dispute,
    DisputeKind,
    Drop,
    Edge,
    Hop,
    How,
    Kind,
    Level,
    Locator,
    Maker,
    Offset,
    Page,
    Parts,
    Polarity,
    Position,
    Record,
    Relation,
    Role,
    Scope,
    Span,
    Speaker,
    SpeakerKind,
    Spelling,
    Stance,
    Statement,
    Story,
    Storyline,
    Target,
    Verdict,
    Voice,
    make_id,
)
from dissensus.show.shapes import CorpusView
from dissensus.show.views import corpus_view
from dissensus.store import Store, open_store

MADE = "5 May 2024, 10:00 UTC"
HOSTILE_TITLE = "<script>alert(1)</script> \"><img src=x onerror=alert(2)> Mayor: 'There was no report'"
TURNED_NAME = "\u202eNoam Adiv\u202c"  # a mark that makes what follows run right to left

# ~ opens a line that is cut (kind: text); = opens the headline; the rest are paragraphs.
LEDGER = """\
~template: Skip to content
~template: News | Sport | Weather | Harrow & around
=City kept report on cracked Velm bridge in a drawer for two years
~byline: By Ines Corvo
~caption: The northern pier of the Velm bridge, seen from the quay. Photo: Harrow Ledger
The city of Harrow held back an engineers' report on cracks in the Velm bridge for two years, the Harrow Ledger has \
learned from three people who have read it. The report was finished in June 2022.
It counts 41 cracks in the northern pier, nine of them wider than a finger, and advises the city to close two of the \
four lanes until the pier has been propped up.
"We were told to keep it in a drawer," a former inspector said, asking not to be named. "Nobody wanted to close a \
bridge before an election."
Mayor Tomas Rell denied on Thursday that any report had been held back. His office did not say when he first read it.
~related: Read also
~related: Ten bridges worth a detour
~related: Ferry fares rise again in July
~cookie: We use cookies to make this site better. Accept all | Settings
~share: Share this: Chirrup | Facepage | Copy link"""

NIGHT = """\
=Mayor: there is no secret report
Harrow's mayor has called reports of a hidden study of the Velm bridge an invention. "There is no secret report and \
there never was one," Tomas Rell told reporters in the town hall. "Whoever writes that has not set foot on the bridge."
The city's chief engineer, \u202eNoam Adiv\u202c, said the pier had been looked at in spring. "Eleven cracks, all of \
them hairline," Adiv said. "You could not slide a postcard into one."
The opposition doubts it. "I would like to see that count with my own eyes," council member Lia Brandt said.
~newsletter: Sign up for our letter: every morning at six
~sidebar: Погода на завтра: облачно, местами дожди"""

COURIER = """\
~stamp: Velm Courier - 14 September 2023
=Lane of Velm bridge closed for painting
One lane of the Velm bridge will be closed next week while the railings are painted, the city said.
"We have known of the cracks since last summer, and they are harmless," Mayor Tomas Rell told the Velm Courier at the \
harbour fair. "Paint is what the bridge needs."
~bio: The author writes about harbours and keeps two cats."""

FOREIGN = "Мост закрыт на одну полосу. Мэрия молчит."


@dataclass
class Corpus:
    """Builds records with the spans of passages found by their words."""

    records: dict[str, list[Record]] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    articles: dict[str, Article] = field(default_factory=dict)

    def maker(self, stage: str) -> Maker:
        return Maker(stage, "1")

    def add(self, stage: str, *records: Record) -> None:
        self.records.setdefault(stage, []).extend(records)

    def article(self, name: str, source: str, **known: object) -> None:
        """An article of the lines of `source`, with its page, its ledger and its map of offsets."""
        lines = source.split("\n")
        kinds = []
        for line in lines:
            if line.startswith("~"):
                kind, _, text = line[1:].partition(": ")
                kinds.append((text, BlockKind(kind), False))
            else:
                kinds.append((line.removeprefix("="), BlockKind.TITLE if line[0] == "=" else BlockKind.PARAGRAPH, True))
        text = "\n".join(line for line, _, _ in kinds)
        content = text.encode()
        page = Page(
            hashlib.sha256(content + name.encode()).hexdigest(), content, "text/plain", (f"articles/{name}.txt",)
        )
        self.pages.append(page)
        id = make_id("article", page.id)
        title = known.pop("title", next((line for line, kind, _ in kinds if kind is BlockKind.TITLE), None))
        parts = Parts(text, title=known.pop("title_part", None))  # type: ignore[arg-type]
        made = self.maker("clean")
        article = Article(id, page.id, parts, made, title=title, **known)  # type: ignore[arg-type]
        self.articles[name] = article
        self.add("clean", article)
        self.add("clean", Offset(Span(id, "text", 0, len(text)), Locator(bytes=(0, len(content))), How.VERBATIM, made))
        at = 0
        for line, kind, kept in kinds:
            self.add("clean", Block(Span(id, "text", at, at + len(line)), kind, kept, f"{kind}-line", made))
            at += len(line) + 1

    def span(self, name: str, words: str) -> Span:
        article = self.articles[name]
        start = article.parts.text.index(words)
        return Span(article.id, "text", start, start + len(words))

    def spans(self, name: str, *words: str) -> tuple[Span, ...]:
        return tuple(self.span(name, one) for one in words)

    def statement(
        self,
        name: str,
        holder: str,
        content: Sequence[str],
        act: Act,
        *,
        source: str = "",
        cue: str = "",
        **known: object,
    ) -> str:
        spans = self.spans(name, *content)
        id = make_id("statement", *spans)
        own = not source
        self.add(
            "read",
            Statement(
                id=id,
                article=self.articles[name].id,
                part="text",
                voice=Voice.OWN if own else Voice.ATTRIBUTED,
                source=self.spans(name, source) if source else (),
                cue=self.spans(name, cue) if cue else (),
                content=spans,
                kind=Kind.DIRECT if content[0][0] == '"' else Kind.INDIRECT,
                act=act,
                polarity=Polarity.NEGATIVE if act is Act.DENIES else Polarity.POSITIVE,
                confidence=0.87,
                because=("own-voice",) if own else ("cue-lexicon", "quotation-marks"),
                maker=self.maker("read"),
                **known,  # type: ignore[arg-type]
            ),
        )
        held = make_id("edge", id, holder)
        self.add(
            "link",
            Edge(
                held, id, holder, Relation.HELD_BY, Verdict.SAME, 0.9, ("source names the holder",), self.maker("link")
            ),
        )
        return id

    def speaker(self, name: str, kind: SpeakerKind, spellings: dict[str, int], *roles: tuple[str, str]) -> str:
        id = make_id("speaker", name)
        told = tuple(Role(text, self.span(article, text)) for article, text in roles)
        forms = tuple(Spelling(text, count) for text, count in spellings.items())
        self.add("link", Speaker(id, name, kind, (), forms, self.maker("link"), roles=told))
        return id

    def claim(self, name: str, words: str) -> str:
        span = self.span(name, words)
        id = make_id("claim", span)
        self.add("link", Claim(id, words, span.article, "text", (span,), self.maker("link")))
        return id

    def position(
        self, claim: str, holder: tuple[str, str], stance: Stance, name: str | None, *words: str, voice: bool = False
    ) -> str:
        spans = self.spans(name, *words) if name else ()
        id = make_id("position", claim, holder[0], stance, name)
        because = ("act of the statement", f"polarity read as {stance}")
        self.add(
            "judge",
            Position(
                id=id,
                claim=claim,
                holder=holder[0],
                holder_name=holder[1],
                voice=voice,
                stance=stance,
                article=self.articles[name].id if name else None,
                part="text",
                spans=spans,
                statements=(),
                confidence=0.64 if stance is Stance.REPORTS else 0.91,
                because=because,
                maker=self.maker("judge"),
            ),
        )
        return id

    def dispute(
        self, claim: str, kind: DisputeKind, scope: Scope, level: Level, stories: Sequence[str], *held: str
    ) -> str:
        id = make_id("dispute", claim)
        because = ("a denial names what it denies", "positions on both sides")
        self.add(
            "judge", Dispute(id, claim, kind, scope, tuple(stories), level, held, 0.84, because, self.maker("judge"))
        )
        return id

    def copy(
        self, one: str, other: str, kind: str, shares: tuple[int, int], *more: str, verdict: Verdict = Verdict.SAME
    ) -> str:
        """That two articles share text: how many per cent of the one's words stand in the other, and of the other's in it."""
        told = dict(zip((self.articles[one].id, self.articles[other].id), shares, strict=True))
        left, right = sorted(told)
        id = make_id("edge", Relation.COPY, left, right)
        text = (
            f"{told[left]} % of the left one's words stand in the right one, "
            f"{told[right]} % of the right one's in the left one"
        )
        score = max(shares) / 100
        because = (kind, text, *more)
        self.add("group", Edge(id, left, right, Relation.COPY, verdict, score, because, self.maker("group")))
        return id

    def store(self) -> Store:
        store = open_store(":memory:")
        for page in self.pages:
            store.put_page(page)
        for stage, records in self.records.items():
            store.write_unit(stage, "all", "1", records)
        store.put_drops(
            "in", [Drop("d1", "articles/noise.txt", "ingest", "is not text: byte 0 at 3; name it .bin or leave it out")]
        )
        return store


def bridge() -> Corpus:
    """Two stories of one storyline, three disputes, a copy, an article that was not read."""
    corpus = Corpus()
    page_date = (
        Candidate("2024-05-03T06:10:00+02:00", "meta tag", "meta"),
        Candidate("2024-05-03", "byline", "byline"),
    )
    corpus.article(
        "000_ledger",
        LEDGER,
        outlet="Harrow Ledger",
        url="https://ledger.example/velm?id=1&x=2",
        authors=("Ines Corvo",),
        language="en",
        published=Dated("2024-05-03T06:10:00+02:00", "minute", "meta", False, page_date),
    )
    corpus.article(
        "001_night",
        NIGHT,
        title=HOSTILE_TITLE,
        title_part=HOSTILE_TITLE,
        url="javascript:alert(3)",
        language="en",
    )
    corpus.article(
        "002_coast",
        LEDGER.replace("~byline: By Ines Corvo", "~byline: From the Harrow Ledger"),
        outlet="Coast Evening",
        language="en",
        published=Dated("2024-05-04", "day", "dateline"),
        complete=False,
    )
    dates = (Candidate("2023-09-14", "first line", "dateline"), Candidate("2023-09-16", "file name", "name"))
    corpus.article(
        "003_courier",
        COURIER,
        outlet="Velm Courier",
        language="en",
        published=Dated("2023-09-14", "day", "dateline", True, dates),
    )
    corpus.article("004_foreign", FOREIGN, outlet="Ведомости Велма", language="ru", title=None)
    corpus.add(
        "read",
        Drop("d2", corpus.articles["004_foreign"].id, "read", "language ru has no reading rules yet"),
    )
    _voices(corpus)
    return corpus


def _voices(corpus: Corpus) -> None:
    named = {name: article.id for name, article in corpus.articles.items()}
    mayor = corpus.speaker(
        "Tomas Rell", SpeakerKind.PERSON, {"Tomas Rell": 4, "Rell": 1}, ("000_ledger", "Mayor"), ("001_night", "mayor")
    )
    engineer = corpus.speaker(
        TURNED_NAME, SpeakerKind.PERSON, {TURNED_NAME: 1, "Adiv": 1}, ("001_night", "chief engineer")
    )
    inspector = corpus.speaker("a former inspector", SpeakerKind.ANONYMOUS, {"a former inspector": 1})
    member = corpus.speaker("Lia Brandt", SpeakerKind.PERSON, {"Lia Brandt": 1}, ("001_night", "council member"))
    ledger = corpus.speaker("Harrow Ledger", SpeakerKind.OUTLET, {"Harrow Ledger": 3})
    coast = corpus.speaker("Coast Evening", SpeakerKind.OUTLET, {})
    courier = corpus.speaker("Velm Courier", SpeakerKind.OUTLET, {})
    unknown = corpus.speaker("unknown outlet", SpeakerKind.OUTLET, {})

    held = "The city of Harrow held back an engineers' report on cracks in the Velm bridge for two years"
    drawer = ('"We were told to keep it in a drawer,"', '"Nobody wanted to close a bridge before an election."')
    denial = "that any report had been held back"
    never = '"There is no secret report and there never was one,"'
    many, few = "It counts 41 cracks in the northern pier", '"Eleven cracks, all of them hairline,"'
    knew = '"We have known of the cracks since last summer, and they are harmless,"'
    for name, voice in (("000_ledger", ledger), ("002_coast", coast)):
        corpus.statement(name, voice, [held], Act.ASSERTS)
        corpus.statement(name, voice, [many], Act.ASSERTS)
        corpus.statement(name, inspector, drawer, Act.ACCUSES, source="a former inspector", cue="said")
        corpus.statement(
            name,
            mayor,
            [denial],
            Act.DENIES,
            source="Mayor Tomas Rell",
            cue="denied",
            target=Target(holder="the report"),
        )
    corpus.statement("001_night", mayor, [never], Act.DENIES, source="Tomas Rell", cue="told reporters")
    corpus.statement(
        "001_night", engineer, [few], Act.ASSERTS, source="Noam Adiv", cue="said", chain=(Hop("the city", "said_by"),)
    )
    corpus.statement(
        "001_night", member, ['"I would like to see that count with my own eyes,"'], Act.DOUBTS,
        source="council member Lia Brandt", cue="said",
    )  # fmt: skip
    corpus.statement("003_courier", mayor, [knew], Act.ADMITS, source="Mayor Tomas Rell", cue="told the Velm Courier")

    first, second = named["003_courier"], named["000_ledger"]
    made = corpus.maker("group")
    line = make_id("storyline", first)
    now = (named["000_ledger"], named["001_night"], named["002_coast"])
    copies = ((named["000_ledger"], named["002_coast"]), (named["001_night"],))
    corpus.add(
        "group",
        Story(second, now, copies, line, made),
        Story(first, (first,), ((first,),), line, made),
        Storyline(line, (first, second), made),
    )
    corpus.copy("002_coast", "000_ledger", "near duplicate", (98, 97), "syndicated: both credit ostwire")
    corpus.copy("001_night", "000_ledger", "rewrite, or one source", (31, 24), verdict=Verdict.UNSURE)
    rell = (mayor, "Tomas Rell")
    kept = corpus.claim("000_ledger", held)
    corpus.dispute(
        kept, DisputeKind.FACT, Scope.STORY, Level.EXPLICIT, [second],
        corpus.position(kept, (ledger, "Harrow Ledger"), Stance.ASSERTS, "000_ledger", held, voice=True),
        corpus.position(kept, (inspector, "a former inspector"), Stance.ASSERTS, "000_ledger", *drawer),
        corpus.position(kept, (coast, "Coast Evening"), Stance.ASSERTS, "002_coast", held, voice=True),
        corpus.position(kept, rell, Stance.DENIES, "000_ledger", denial),
        corpus.position(kept, rell, Stance.DENIES, "001_night", never),
        corpus.position(
            kept, (unknown, "unknown outlet"), Stance.REPORTS, "001_night",
            "Harrow's mayor has called reports of a hidden study of the Velm bridge an invention", voice=True,
        ),
        corpus.position(kept, (courier, "Velm Courier"), Stance.SILENT, None, voice=True),
    )  # fmt: skip
    cracks = corpus.claim("000_ledger", many)
    corpus.dispute(
        cracks, DisputeKind.NUMBER, Scope.STORY, Level.DEFAULT, [second],
        corpus.position(cracks, (ledger, "Harrow Ledger"), Stance.ASSERTS, "000_ledger", many, voice=True),
        corpus.position(cracks, (engineer, TURNED_NAME), Stance.DENIES, "001_night", few),
        corpus.position(
            cracks, (member, "Lia Brandt"), Stance.DOUBTS, "001_night",
            '"I would like to see that count with my own eyes,"',
        ),
        corpus.position(cracks, rell, Stance.UNSURE, "003_courier", knew),
    )  # fmt: skip
    known = corpus.claim("003_courier", "We have known of the cracks since last summer")
    corpus.dispute(
        known, DisputeKind.FACT, Scope.SPEAKER, Level.ALL, [first, second],
        corpus.position(known, rell, Stance.ASSERTS, "003_courier", "We have known of the cracks since last summer"),
        corpus.position(known, rell, Stance.DENIES, "001_night", "There is no secret report and there never was one"),
    )  # fmt: skip


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    with bridge().store() as opened:
        yield opened


@pytest.fixture(scope="session")
def view(store: Store) -> CorpusView:
    return corpus_view(store)
