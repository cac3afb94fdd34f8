"""Five real articles, as a crawler left them, through the whole flow; and the same five under other names.

They lie beside the project in `../shared/seeds` and are not ours: their text stays there, only names stand here. What
each of them holds and where the program shows it is told in `docs/seeds.md`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from dissensus import pipeline
from dissensus.choice import OURS, RULES_ALONE, Choice
from dissensus.ingest import read_paths
from dissensus.records import Article, Block, BlockKind, Level, Page, Voice
from dissensus.show.shapes import ArticleView, CorpusView, DisputeView, PositionView
from dissensus.show.views import corpus_view
from dissensus.store import open_store
from dissensus.verify import Verification, verify
from tests.conftest import require

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
REFERENCE = datetime(2026, 1, 1, tzinfo=UTC)
TALKS = ("000", "001", "002")  # one story: a newspaper's report of talks, and the denial
STRIKES, SIGNALS = "003", "004"  # earlier rounds of the same matter
ALL = (*TALKS, STRIKES, SIGNALS)


# ------------------------------------------------------------------------------------------------------- reading them


@dataclass(frozen=True, slots=True)
class Reading:
    """A run over five files. `seed` says of an article's id which of the five it is."""

    corpus: CorpusView
    verification: Verification
    articles: Mapping[str, Article]  # by seed
    blocks: Mapping[str, tuple[Block, ...]]  # by seed, in order
    seed: Mapping[str, str]

    def view(self, seed: str) -> ArticleView:
        return next(view for view in self.corpus.articles if self.seed[view.id] == seed)

    def words(self, seed: str, block: Block) -> str:
        return self.articles[seed].parts.text[block.span.start : block.span.end]

    def cut(self, seed: str, kind: BlockKind | None = None) -> str:
        """What is cut of an article, a line a block."""
        cut = [block for block in self.blocks[seed] if not block.kept and kind in {None, block.kind}]
        return "\n".join(self.words(seed, block) for block in cut)

    def kept(self, seed: str) -> str:
        return "\n".join(self.words(seed, block) for block in self.blocks[seed] if block.kept)

    def seeds_of(self, positions: tuple[PositionView, ...]) -> set[str]:
        return {self.seed[one.article] for one in positions if one.article}


def read_files(files: Mapping[str, Path], choice: Choice = OURS) -> Reading:
    """Reads these files, by seed, in their order, in a store that leaves nothing behind."""
    with open_store(":memory:") as store:
        for item in read_paths([str(path) for path in files.values()]):
            assert isinstance(item, Page), item
            store.put_page(item)
        pipeline.run(store, REFERENCE, choice=choice)
        corpus, verification = corpus_view(store), verify(store)
        by_origin = {str(path): seed for seed, path in files.items()}
        seed = {view.id: by_origin[view.origin] for view in corpus.articles}
        articles = {seed[article.id]: article for article in store.fetch(Article)}
        blocks = {
            name: tuple(sorted(store.fetch(Block, articles=[article.id]), key=lambda block: block.span))
            for name, article in articles.items()
        }
    return Reading(corpus, verification, articles, blocks, seed)


@cache
def seed_files() -> dict[str, Path]:
    return {path.name[:3]: path for path in sorted(SEEDS.glob("*.txt"))}


@pytest.fixture(scope="module")
def seeds() -> Reading:
    require("the five articles of ../shared/seeds", SEEDS.is_dir())
    assert tuple(seed_files()) == ALL
    return read_files(seed_files())


# ------------------------------------------------------------------------------------------------------------ stories


def stories_of(reading: Reading) -> set[tuple[str, ...]]:
    return {tuple(sorted(reading.seed[a.id] for a in story.articles)) for story in reading.corpus.stories}


def test_three_are_one_story_and_two_stand_apart(seeds: Reading) -> None:
    assert stories_of(seeds) == {TALKS, (STRIKES,), (SIGNALS,)}


def test_the_three_stories_are_rounds_of_one_matter(seeds: Reading) -> None:
    assert len({story.storyline for story in seeds.corpus.stories}) == 1
    assert all(len(story.related) == 2 for story in seeds.corpus.stories)


def test_no_article_copies_another(seeds: Reading) -> None:
    assert all(len(origin.articles) == 1 for story in seeds.corpus.stories for origin in story.origins)


# ----------------------------------------------------------------------------------------------------------- speakers

RESOLVED = (
    "she",
    "the diplomat",
    "the ukrainian side",
    "these proposals",
    "the authors of the article",
    "the article",
    "this",
)


def test_no_pronoun_or_role_is_a_speaker_where_a_reader_knows_who(seeds: Reading) -> None:
    names = [speaker.name for speaker in seeds.corpus.speakers]
    assert not {name.lower() for name in names} & set(RESOLVED)
    told = [name for name in names if name != "unknown outlet"]
    assert len(told) == len(set(told))


def test_a_house_and_a_capital_point_at_a_body_and_a_state(seeds: Reading) -> None:
    kinds = {speaker.name.lower(): speaker.kind for speaker in seeds.corpus.speakers}
    assert (kinds["kremlin"], kinds["russia"], kinds["ukraine"], kinds["putin"]) == ("body", "state", "state", "person")
    assert not {"moscow", "kyiv", "kiev", "washington"} & kinds.keys()


# ----------------------------------------------------------------------------------------------------------- disputes


def shown(reading: Reading) -> Iterator[DisputeView]:
    """The disputes that a reader is shown first."""
    yield from (dispute for dispute in reading.corpus.disputes if dispute.level is not Level.ALL)


def by(positions: tuple[PositionView, ...], name: str) -> tuple[PositionView, ...]:
    return tuple(one for one in positions if name in one.holder_name)


CEASEFIRE = re.compile(r"(?:negotiations|talks) (?:about|for) a partial ceasefire")


@pytest.fixture(scope="module")
def talks(seeds: Reading) -> DisputeView:
    """The dispute on a partial ceasefire with the paper on one side and the spokeswoman on the other that has passages from most
    files."""
    found = [
        d
        for d in shown(seeds)
        if CEASEFIRE.search(" ".join(one.quote for one in by(d.asserts, "Washington Post")))
        and by(d.denies, "Maria Zakharova")
    ]
    if not found:
        pytest.fail("no dispute on a partial ceasefire has the paper on one side and the spokeswoman on the other")
    return max(found, key=lambda dispute: len(seeds.seeds_of(dispute.positions)))


def test_talks_are_asserted_by_the_paper_and_denied_by_the_spokeswoman(seeds: Reading, talks: DisputeView) -> None:
    assert talks.level in {Level.EXPLICIT, Level.DEFAULT}
    assert all(one.holder.kind == "outlet" and not one.voice for one in by(talks.asserts, "Washington Post"))
    assert all(one.holder.kind == "person" for one in by(talks.denies, "Maria Zakharova"))


def test_the_dispute_on_talks_has_passages_from_three_files(seeds: Reading, talks: DisputeView) -> None:
    assert seeds.seeds_of(talks.positions) >= set(TALKS)


# --------------------------------------------------------------------------------------------------------- statements


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that must be there: in which article, by whom, and words that must be in its content."""

    seed: str
    holder: str
    words: str


SAID = (
    Said("001", "Maria Zakharova", "since spring 2022"),  # the talks of 2022
    Said("002", "Maria Zakharova", "spring of 2022"),
    Said("004", "Maria Zakharova", "first interrupted by the UK side"),
    Said("004", "Maria Zakharova", "not us who stopped these negotiations"),
    Said("000", "Maria Zakharova", "never hits civilian infrastructure"),  # strikes on infrastructure
    Said("003", "Dmytro Peskov", "missile strikes are aimed"),
    Said("003", "Dmytro Peskov", "lack of light and heat"),
    Said("001", "Washington Post", "moratorium on strikes"),
    Said("001", "Maria Zakharova", "threats to critical infrastructure"),  # the nuclear plants
)


@pytest.mark.parametrize("said", SAID, ids=lambda said: f"{said.seed}-{said.words.replace(' ', '_')}")
def test_a_statement_is_held_by_who_said_it(seeds: Reading, said: Said) -> None:
    holders = [
        one.holder.name if one.holder else None
        for one in seeds.view(said.seed).statements
        if said.words in one.quote and one.voice is Voice.ATTRIBUTED
    ]
    assert said.holder in holders


# ----------------------------------------------------------------------------------------------------------- passages


def test_every_passage_is_verbatim_and_none_is_from_a_cut_block(seeds: Reading) -> None:
    assert seeds.verification.faults == ()
    assert seeds.verification.spans > 300
    for view in seeds.corpus.articles:
        cut = [block.span for block in seeds.blocks[seeds.seed[view.id]] if not block.kept]
        spans = [passage.span for one in view.statements for passage in one.passages]
        assert not [s for s in spans for c in cut if s.part == c.part and s.start < c.end and c.start < s.end]


# ----------------------------------------------------------------------------------------------------------- cleaning


@pytest.mark.parametrize("seed", ALL)
def test_an_outlet_that_the_text_does_not_name_is_unknown(seeds: Reading, seed: str) -> None:
    assert seeds.articles[seed].outlet is None


def test_an_agency_is_an_agency(seeds: Reading) -> None:
    assert {name: seeds.articles[name].agencies for name in ALL} == {
        "000": (), "001": ("MENAFN",), "002": (), "003": (), "004": ("TASS",),
    }  # fmt: skip


def test_dates_are_those_that_the_pages_give_themselves(seeds: Reading) -> None:
    assert {name: seeds.articles[name].published.value for name in ALL} == {
        "000": None, "001": "2024-08-21", "002": None, "003": None, "004": "2024-02-14",
    }  # fmt: skip


def test_a_sidebar_s_date_is_seen_and_never_wins(seeds: Reading) -> None:
    published = seeds.articles[STRIKES].published
    assert {(one.value, one.rule) for one in published.candidates} == {("2025-03-05", "sidebar")}
    assert published.basis == "unknown"


def test_a_list_of_related_links_is_cut(seeds: Reading) -> None:
    assert seeds.cut("000", BlockKind.RELATED).splitlines()[0] == "Read also"
    assert not re.search("Patriot|Rwanda|Bryansk", seeds.kept("000"))


def test_a_sidebar_in_another_language_is_cut_and_the_cookie_line_with_it(seeds: Reading) -> None:
    assert not re.search("[а-яіїєґ]", seeds.kept(STRIKES), re.IGNORECASE)
    assert "Cookies" in seeds.cut(STRIKES)
    assert "2025" not in seeds.kept(STRIKES)


def test_captions_stamps_and_leftovers_of_templates_are_cut(seeds: Reading) -> None:
    assert seeds.cut(SIGNALS, BlockKind.CAPTION).count("Maria Zakharova") == 2
    assert "©" in seeds.cut(SIGNALS, BlockKind.CREDIT)
    assert "{{" in seeds.cut(SIGNALS, BlockKind.TEMPLATE)
    assert not re.search(r"\{\{|©|2024-02-14|/TASS/", seeds.kept(SIGNALS))
    assert not re.search(r"2024-08-21|MENAFN", seeds.kept("001"))


# ------------------------------------------------------------------------------------- the same five under other names

# Persons, bodies and outlets are made up or taken from elsewhere; countries, capitals and towns are others of the
# gazetteer, since a capital that stands for its state is known from there: Baghdad is also Bagdad, Balti is Beltsy. They are
# about as often in the news as the others: how rare a word is tells which articles are of one event.
OTHER_NAMES = {
    # persons
    "Maria": "Ingrid", "Zakharova": "Halvorsen", "Dmytro": "Laszlo", "Peskov": "Bodor", "Putin": "Kerekes",
    "Vladimir": "Tudor", "Zelensky": "Marinescu", "Antonio": "Joseph", "Guterres": "Mensah", "Trump": "Hollis",
    # outlets and agencies
    "Washington Post": "Harbour Post", "WP": "HP", "MENAFN": "GULFNX", "TASS": "ORBA", "Interfax": "Novapress",
    "Rubryka": "Kolonka", "Bloomberg": "Ferncroft", "Times": "Herald",
    # countries, their people and their capitals
    "Russia": "China", "Russian": "Chinese", "Moscow": "Beijing", "Kremlin": "Elysee",
    "Ukraine": "Iraq", "Ukrainian": "Iraqi", "Kyiv": "Baghdad", "Kiev": "Bagdad",
    "US": "UK", "USA": "UK", "United States": "United Kingdom", "Washington": "London", "UK": "US",
    "Qatar": "Oman", "Rwanda": "Peru", "Congo": "Chile", "Canada": "Mexico",
    # towns and regions
    "Kursk": "Szeged", "Bryansk": "Debrecen", "Zaporizhzhia": "Balti", "Zaporozhye": "Beltsy", "Donetsk": "Tiraspol",
    "Luhansk": "Soroca", "Kherson": "Ungheni", "Dnipro": "Cahul", "Hiroshima": "Dresden",
    # bodies
    "United Nations": "African Union", "NATO": "CSTO",
    # months, as words
    "February": "November", "March": "October", "June": "April", "August": "March", "spring": "autumn",
}  # fmt: skip
OTHER_MONTHS = {"2024-02-": "2024-11-", "2024-08-": "2024-03-"}  # and in dates of figures
OTHER_FILES = {"000": "wire-9", "001": "kept_it", "002": "a", "003": "Zz top", "004": "0000"}
OTHER_ORDER = ("003", "001", "004", "000", "002")


def _spellings() -> dict[str, str]:
    """Every name in each case in which the texts have it; short ones in capitals as they are (`US` is not `us`)."""
    out = dict(OTHER_NAMES)
    for old, new in OTHER_NAMES.items():
        if not old.isupper():
            out.setdefault(old.lower(), new.lower())
            out.setdefault(old.upper(), new.upper())
    return out


SPELLINGS = _spellings()
NAMES = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, SPELLINGS), key=len, reverse=True)) + r")\b")
MONTHS = re.compile("|".join(map(re.escape, OTHER_MONTHS)))


def under_other_names(text: str) -> str:
    """The text with every name and month changed, each always into the same other one."""
    text = MONTHS.sub(lambda found: OTHER_MONTHS[found.group()], text)
    return NAMES.sub(lambda found: SPELLINGS[found.group()], text)


@pytest.fixture(scope="module")
def renamed_files(seeds: Reading, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("renamed")
    files = {seed: folder / f"{OTHER_FILES[seed]}.txt" for seed in OTHER_ORDER}
    for seed, path in files.items():
        path.write_bytes(under_other_names(seed_files()[seed].read_bytes().decode("utf-8")).encode("utf-8"))
    return files


@pytest.fixture(scope="module")
def renamed(renamed_files: dict[str, Path]) -> Reading:
    return read_files(renamed_files)


@pytest.fixture(scope="module")
def by_rules(seeds: Reading) -> Reading:
    return read_files(seed_files(), RULES_ALONE)


@pytest.fixture(scope="module")
def renamed_by_rules(renamed_files: dict[str, Path]) -> Reading:
    return read_files(renamed_files, RULES_ALONE)


@pytest.fixture(scope="module", params=range(1, 11))
def other_ids(request: pytest.FixtureRequest, seeds: Reading, tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """The same five with white space at the end: other bytes, so other ids, and another order wherever ids decide."""
    folder = tmp_path_factory.mktemp("other_ids")
    files = {seed: folder / f"{OTHER_FILES[seed]}.txt" for seed in OTHER_ORDER}
    for place, (seed, path) in enumerate(files.items(), 1):
        path.write_bytes(seed_files()[seed].read_bytes() + b"\n" * (place * request.param % 7 + request.param))
    return read_files(files)


Side = tuple[str, str, str, bool, str]  # stance, seed, holder, in the outlet's own voice, words
Row = tuple[str, str, str, str, tuple[Side, ...]]  # wording, kind, scope, level, sides


def disputes_of(reading: Reading) -> list[Row]:
    """What the brief says of disputes, without ids."""
    rows = []
    for dispute in shown(reading):
        sides = sorted(
            (one.stance.value, reading.seed[one.article] if one.article else "", one.holder_name, one.voice, one.quote)
            for one in dispute.positions
        )
        rows.append((dispute.claim.wording, dispute.kind.value, dispute.scope.value, dispute.level.value, tuple(sides)))
    return sorted(rows)


def rename_row(row: Row) -> Row:
    wording, kind, scope, level, sides = row
    renamed = sorted(
        (stance, seed, under_other_names(holder), own, under_other_names(words))
        for stance, seed, holder, own, words in sides
    )
    return under_other_names(wording), kind, scope, level, tuple(renamed)


Line = tuple[str, str, str, str, str]  # seed, holder, act, polarity, words


def statements_of(reading: Reading) -> list[Line]:
    return sorted(
        (reading.seed[view.id], one.holder.name if one.holder else "", one.act.value, one.polarity.value, one.quote)
        for view in reading.corpus.articles
        for one in view.statements
    )


def rename_line(line: Line) -> Line:
    seed, holder, act, polarity, words = line
    return seed, under_other_names(holder), act, polarity, under_other_names(words)


def cuts_of(reading: Reading) -> dict[str, list[tuple[str, bool, str]]]:
    return {s: [(b.kind.value, b.kept, b.rule) for b in reading.blocks[s]] for s in ALL}


def lines_of(reading: Reading) -> int:
    return len({story.storyline for story in reading.corpus.stories})


def test_the_table_of_names_changes_every_name_and_merges_none() -> None:
    kept = {"USA", "US", "March"}  # two spellings of one country; a month that is both an old and a new one
    assert len({new for old, new in OTHER_NAMES.items() if old not in kept}) == len(OTHER_NAMES.keys() - kept)
    assert not [old for old, new in OTHER_NAMES.items() if old == new]


def test_other_names_give_the_same_parts(seeds: Reading, renamed: Reading) -> None:
    assert cuts_of(renamed) == cuts_of(seeds)
    assert [renamed.articles[s].published.value for s in ALL] == [None, "2024-03-21", None, None, "2024-11-14"]


def test_other_names_give_the_same_stories(seeds: Reading, renamed: Reading) -> None:
    assert stories_of(renamed) == stories_of(seeds)
    assert lines_of(renamed) == lines_of(seeds)


def test_no_rule_knows_a_name_of_theirs(by_rules: Reading, renamed_by_rules: Reading) -> None:
    assert statements_of(renamed_by_rules) == sorted(rename_line(line) for line in statements_of(by_rules))
    assert disputes_of(renamed_by_rules) == sorted(rename_row(row) for row in disputes_of(by_rules))


ALIKE = 0.8  # of the statements: a net has read of some names and not of others


def test_other_names_give_nearly_the_same_statements(seeds: Reading, renamed: Reading) -> None:
    before = Counter(rename_line(line) for line in statements_of(seeds))
    after = Counter(statements_of(renamed))
    assert (before & after).total() >= ALIKE * max(before.total(), after.total())


def test_other_names_give_the_dispute_between_the_same_two(seeds: Reading, renamed: Reading) -> None:
    def sides(reading: Reading) -> set[tuple[str, str]]:
        return {(stance, who) for *_, rows in disputes_of(reading) for stance, _, who, own, _ in rows if not own}

    two = {("asserts", "Washington Post"), ("denies", "Maria Zakharova")}
    assert two <= sides(seeds)
    assert {(stance, under_other_names(who)) for stance, who in two} <= sides(renamed)


def test_other_ids_and_another_order_give_the_same_brief(seeds: Reading, other_ids: Reading) -> None:
    assert stories_of(other_ids) == stories_of(seeds)
    assert statements_of(other_ids) == statements_of(seeds)
    assert disputes_of(other_ids) == disputes_of(seeds)


# --------------------------------------------------------------------------------------------------- docs/seeds.md

PAGE = Path(__file__).parents[1] / "docs" / "seeds.md"
QUOTED = re.compile(r"^\|[^|]*\| “(.*)” \|", re.MULTILINE)


@pytest.mark.parametrize("seed", ALL)
def test_every_quotation_on_the_page_is_short_and_stands_in_its_file(seed: str) -> None:
    require("the five articles of ../shared/seeds", SEEDS.is_dir())
    section = re.search(rf"^## Seed {seed}\n(.*?)(?=^## )", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert section
    quotations = QUOTED.findall(section[1])
    rows = [line for line in section[1].splitlines() if line.startswith("|")][2:]
    assert len(quotations) == len(rows)
    text = seed_files()[seed].read_text("utf-8")
    assert [quoted for quoted in quotations if quoted not in text] == []
    assert [quoted for quoted in quotations if len(quoted.split()) >= 25] == []
