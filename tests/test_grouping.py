"""Stories through the pipeline: which parts run for which change, and that no order of things changes them."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dissensus import grouping, pipeline
from dissensus.choice import RULES_ALONE
from dissensus.records import (
    MACHINE,
    UNDATED,
    Article,
    Block,
    Chapter,
    Edge,
    Gist,
    Maker,
    Mention,
    Page,
    Relation,
    Story,
    Storyline,
    Verdict,
    make_id,
)
from dissensus.run import Run
from dissensus.stages import group
from dissensus.stages.group.gists import week
from dissensus.store import Store, open_store
from dissensus.verdicts import new_word, story_words, word
from tests.corpora import REFERENCE
from tests.stages.group.test_group import FERRY, QUAY, QUAY_AGAIN

SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT


def page(name: str, text: str, day: str | None = None, **fields: object) -> Page:
    """A record of a JSON file."""
    record = {"id": name, "text": text, **({"date": day} if day else {}), **fields}
    content = json.dumps(record).encode()
    fetched = fields.get("fetched")
    assert fetched is None or isinstance(fetched, str)
    return Page(
        make_id("page", name, text, day, *fields.items()), content, "application/json", (name,), fetched=fetched
    )


def bring(store: Store, *pages: Page) -> Run:
    for one in pages:
        store.put_page(one)
    return pipeline.run(store, REFERENCE, stages=pipeline.STAGES[:3], choice=RULES_ALONE)


def weeks_run(store: Store, *pages: Page) -> list[int]:
    """The weeks that a run tells anew."""
    told: list[int] = []
    real = store.write_unit

    def noting(stage: str, unit: str, fingerprint: str, records: Sequence[object]) -> None:
        if stage == "group.week":
            told.append(int(unit))
        real(stage, unit, fingerprint, records)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(store, "write_unit", noting)
        bring(store, *pages)
    return told


def origins(store: Store) -> dict[str, str]:
    """The name of each article by its id."""
    names = {p.id: p.origins[0] for p in store.captures()}
    return {a.id: names[a.page] for a in store.fetch(Article)}


def stories(store: Store) -> set[str]:
    names = origins(store)
    return {" ".join(sorted(names[a] for a in s.articles)) for s in store.fetch(Story)}


def ids(store: Store) -> dict[str, str]:
    return {name: id_ for id_, name in origins(store).items()}


def say(store: Store, one: str, other: str, verdict: Verdict, second: int = 0) -> None:
    known = ids(store)
    store.put_edge(said(known[one], known[other], verdict, second))


def said(one: str, other: str, verdict: Verdict, second: int = 0, by: str = "Ada") -> Edge:
    return new_word(Relation.SAME_STORY, (one, other), verdict, by, f"2025-06-01T10:00:{second:02}.000000+00:00")


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as opened:
        yield opened


OLD = [page("quay", QUAY, "2024-01-03"), page("ferry", FERRY, "2024-01-17")]
DAM = (
    "The dam of Vellin cracked at dawn. Engineers opened the spillway, villagers left the valley, and nobody was hurt."
)

# ----------------------------------------------------------------------------------------------------- what runs


def test_an_article_of_this_week_runs_this_week_and_no_older_one(store: Store) -> None:
    bring(store, *OLD, page("dam", DAM, "2024-06-05"))
    assert weeks_run(store, page("dam again", DAM + " It rained.", "2024-06-06")) == [week("2024-06-06")]
    assert stories(store) == {"quay", "ferry", "dam dam again"}


def test_a_late_article_runs_the_weeks_that_it_can_reach(store: Store) -> None:
    bring(store, *OLD, page("dam", DAM, "2024-06-05"))
    assert weeks_run(store, page("quay again", QUAY_AGAIN, "2024-01-04")) == [week("2024-01-03"), week("2024-01-17")]
    assert stories(store) == {"quay quay again", "ferry", "dam"}


def test_a_late_article_that_began_the_line_of_a_later_story_is_its_first(store: Store) -> None:
    bring(store, page("quay again", QUAY_AGAIN, "2024-10-02"), page("ferry", FERRY, "2024-10-03"))
    assert weeks_run(store, page("quay", QUAY, "2024-01-03")) == [week("2024-01-03"), week("2024-10-02")]
    assert sorted(len(line.stories) for line in store.fetch(Storyline)) == [1, 2]


def test_an_article_without_a_date_runs_after_all_others(store: Store) -> None:
    bring(store, *OLD)
    assert weeks_run(store, page("quay undated", QUAY)) == [UNDATED]
    assert stories(store) == {"quay quay undated", "ferry"}


def test_nothing_runs_twice(store: Store) -> None:
    bring(store, *OLD, page("undated", DAM))
    assert not bring(store).ran


def test_a_person_who_cuts_a_passage_has_the_week_told_anew(store: Store) -> None:
    bring(store, *OLD)
    article = store.fetch(Article, articles=[ids(store)["quay"]])[0]
    block = store.fetch(Block, articles=[article.id])[0]
    store.put_edge(word(article, block, DIFFERENT, "Ada", "2025-06-01T10:00:00.000000+00:00"))
    assert weeks_run(store)[0] == week("2024-01-03")


def test_an_article_that_turns_out_to_have_been_fetched_is_laid_to_that_week(store: Store) -> None:
    first = page("dam", DAM)
    bring(store, first)
    assert [g.week for g in store.fetch(Gist)] == [UNDATED]
    bring(store, replace(first, fetched="2024-06-05T10:00:00+00:00", origins=("https://example.org/feed",)))
    assert [g.week for g in store.fetch(Gist)] == [week("2024-06-05")]
    assert store.units("group.week") == [str(week("2024-06-05"))]


def test_what_is_gone_has_no_say_in_later_weeks(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    bring(store, page("quay", QUAY, "2024-01-03"), page("quay again", QUAY_AGAIN, "2024-10-02"))
    assert len(store.fetch(Storyline)) == 1
    store.delete_units("clean", [p for p in store.page_ids() if store.page(p).origins == ("quay",)])
    kept = [p for p in store.page_ids() if store.page(p).origins != ("quay",)]
    monkeypatch.setattr(store, "page_ids", lambda: kept)
    bring(store)
    assert stories(store) == {"quay again"}
    (line,) = store.fetch(Storyline)
    (chapter,) = store.fetch(Chapter)
    assert chapter.line == chapter.story
    assert line.stories == (store.fetch(Story)[0].id,)


# ------------------------------------------------------------------------------------------------ persons' words


def test_words_across_months_join_and_part_and_are_told_anew_when_the_far_story_changes(store: Store) -> None:
    bring(store, *OLD, page("dam", DAM, "2024-06-05"))
    say(store, "quay", "dam", SAME)
    bring(store)
    assert stories(store) == {"dam quay", "ferry"}
    bring(store, page("quay again", QUAY_AGAIN, "2024-01-04"))
    assert stories(store) == {"dam quay quay again", "ferry"}
    (told,) = [c for c in store.fetch(Chapter) if c.week == week("2024-06-05")]
    assert told.size == 3
    say(store, "quay", "dam", DIFFERENT, 1)
    bring(store)
    assert stories(store) == {"dam", "quay quay again", "ferry"}


def test_what_is_parted_stays_so_in_the_weeks_that_follow(store: Store) -> None:
    pages = [page(f"q{n}", QUAY + f" This is account {n}.", f"2024-0{1 + n}-05") for n in range(4)]
    bring(store, *pages, page("other", QUAY_AGAIN, "2024-01-06"))
    assert stories(store) == {"other q0 q1 q2 q3"}
    say(store, "q0", "other", DIFFERENT)
    bring(store, page("late", QUAY_AGAIN + " It goes on.", "2024-05-06"))
    assert not any({"q0", "other"} <= set(story.split()) for story in stories(store))


def test_a_story_that_is_parted_again_has_its_id_again_and_none_is_used_twice(store: Store) -> None:
    bring(store, *OLD)
    before = {s.id for s in store.fetch(Story)}
    say(store, "quay", "ferry", SAME)
    bring(store)
    (one,) = store.fetch(Story)
    assert {one.id, *one.former_ids} == before
    say(store, "quay", "ferry", DIFFERENT, 1)
    bring(store)
    assert len({s.id for s in store.fetch(Story)}) == 2
    assert one.id in {s.id for s in store.fetch(Story)}
    assert not {f for s in store.fetch(Story) for f in s.former_ids} & {s.id for s in store.fetch(Story)}


def test_a_story_whose_founder_leaves_it_is_named_after_its_next_article(store: Store) -> None:
    bring(store, *(page(f"q{n}", QUAY + f" This is account {n}.", f"2024-01-0{n + 3}") for n in range(3)))
    (before,) = store.fetch(Story)
    for n, other in enumerate(("q1", "q2")):
        say(store, "q0", other, DIFFERENT, n)
    bring(store)
    told = {" ".join(sorted(origins(store)[a] for a in s.articles)): s.id for s in store.fetch(Story)}
    assert told.keys() == {"q0", "q1 q2"}
    assert told["q0"] == before.id != told["q1 q2"]


# ----------------------------------------------------------------------------------------- interrupted, and older


def test_a_run_that_ended_between_weeks_and_stories_is_completed(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(grouping, "_stories", lambda run: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            bring(store, *OLD)
    assert store.fetch(Chapter)
    assert not store.fetch(Story)
    run = bring(store)
    assert run.ran == {"group": 4}  # two stories and their lines
    assert stories(store) == {"quay", "ferry"}


def test_stories_that_an_older_version_told_of_the_whole_corpus_make_way_and_leave_their_ids(store: Store) -> None:
    bring(store, *OLD, page("quay again", QUAY_AGAIN, "2024-01-04"))
    for part in ("story", "line", "week", "work", "gist"):
        store.delete_units(f"group.{part}", store.units(f"group.{part}"))
    known = ids(store)
    old, maker = tuple(sorted((known["quay"], known["quay again"]))), Maker("group", "3")
    story = Story("an older id", old, (old,), "an older line", maker, ("older still",))
    members = [
        Edge(f"edge {a}", a, "an older id", Relation.MEMBER, SAME, 1.0, ("alone",), maker) for a in story.articles
    ]
    store.write_unit("group", "corpus", "1", [story, Storyline("an older line", ("an older id",), maker), *members])
    bring(store)
    assert stories(store) == {"quay quay again", "ferry"}
    (told,) = [s for s in store.fetch(Story) if len(s.articles) == 2]
    assert (told.id, told.former_ids) == ("an older id", ("older still",))
    assert store.units("group") == []
    assert len([e for e in store.fetch(Edge) if e.relation is Relation.MEMBER]) == 3


# -------------------------------------------------------------------------------------------------------- any order

MATTERS = [
    "quay sale osterwick council mayor brandt cousin crowns vote opposition contract".split(),
    "ferry marit brattmoor coastguard divers bow door operator wave survivors inquiry".split(),
    "quay repair osterwick mayor brandt council crane contract crowns cousin audit".split(),
]
FILLERS = [a + b for a in ("bal", "dor", "fen", "gis") for b in ("ta", "ko", "ri", "sen")]


def made_up(seed: int, count: int = 11) -> list[Page]:
    """Articles on a few matters over half a year: copies, versions and undated ones among them."""
    chance = random.Random(seed)
    out: list[Page] = []
    texts: list[str] = []
    for n in range(count):
        words = chance.choice(MATTERS)
        sentences = [" ".join(chance.sample(words, 5) + chance.sample(FILLERS, 3)).capitalize() for _ in range(6)]
        text = ". ".join(sentences) + "."
        if texts and chance.random() < 0.2:
            text = chance.choice(texts) + " Copied by us."
        texts.append(text)
        day = f"2024-{chance.randint(1, 6):02}-{chance.randint(1, 28):02}" if chance.random() < 0.8 else None
        address = {"url": f"https://example.org/{chance.randint(1, 2)}"} if chance.random() < 0.25 else {}
        out.append(page(f"a{n}", text, day, **address))
    return out


def told(store: Store) -> tuple[object, ...]:
    """All that `group` made, stories under the names of what they hold."""
    name = {s.id: " ".join(s.articles) for s in store.fetch(Story)}
    edges = [e for e in store.fetch(Edge) if e.by == MACHINE]
    return (
        store.fetch(Gist),
        store.fetch(Chapter),
        sorted((s.articles, s.origins, s.storyline) for s in store.fetch(Story)),
        sorted((line.id, tuple(sorted(name[s] for s in line.stories))) for line in store.fetch(Storyline)),
        sorted(
            (name.get(e.left, e.left), name.get(e.right, e.right), e.relation, e.verdict, e.score, e.because)
            for e in edges
        ),
    )


def check(store: Store) -> None:
    """What holds after every run: each article in one story, each story in one line under one id of its own."""
    found = store.fetch(Story)
    assert sorted(a for s in found for a in s.articles) == sorted(a.id for a in store.fetch(Article))
    names = sorted(s.id for s in found)
    assert len(set(names)) == len(names)
    assert not {f for s in found for f in s.former_ids} & set(names)
    assert sorted(s for line in store.fetch(Storyline) for s in line.stories) == names


def at_once(store: Store) -> Sequence[object]:
    """The stories that `group` tells of the same articles in memory."""
    blocks, mentions = defaultdict(list), defaultdict(list)
    for block in store.fetch(Block):
        blocks[block.span.article].append(block)
    for mention in store.fetch(Mention):
        mentions[mention.span.article].append(mention)
    articles = store.fetch(Article)
    here = {a.id for a in articles}
    words = [w for w in story_words(store.persons_edges()) if {w.left, w.right} <= here]
    records = group.group(articles, blocks, mentions, (), {p.id: p for p in store.captures()}, words=words)
    return sorted((r.articles, r.origins, r.storyline) for r in records if isinstance(r, Story))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_increments_in_any_order_give_what_a_fresh_run_gives(seed: int, chance: random.Random) -> None:
    pages = made_up(seed)
    with open_store(":memory:") as fresh, open_store(":memory:") as grown:
        bring(fresh, *pages)
        known = sorted(a.id for a in fresh.fetch(Article))
        words = [
            said(one, other, chance.choice([SAME, DIFFERENT]), second, chance.choice(["Ada", "Bo"]))
            for second in range(chance.randint(0, 4))
            for one, other in [chance.sample(known, 2)]
        ]
        todo: list[Page | Edge] = [*pages, *words]
        chance.shuffle(todo)
        while todo:
            batch, todo = todo[: (size := chance.randint(1, 7))], todo[size:]
            for one in batch:
                if isinstance(one, Edge):
                    grown.put_edge(one)
            bring(grown, *(one for one in batch if isinstance(one, Page)))
            check(grown)
        for one in words:
            fresh.put_edge(one)
        bring(fresh)
        check(fresh)
        assert told(grown) == told(fresh)
        assert at_once(fresh) == told(fresh)[2]
        assert not bring(grown).ran
