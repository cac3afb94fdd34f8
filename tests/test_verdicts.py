"""Persons' words over the machine's blocks: whose holds, on which block, and that all can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.records import Article, Block, BlockKind, Edge, Maker, Parts, Relation, Span, Verdict, make_id
from dissensus.verdicts import (
    PERSON,
    Ledger,
    articles_of,
    ledger,
    new_word,
    passage,
    said_at,
    speaker_words,
    stand,
    standing,
    story_words,
    word,
    words_by_article,
)

MAKER = Maker("clean", "1")
TEXT = "Harbour news\nThe pier of Orlo is shut.\nRead also: ten piers\nNobody was hurt, said Ada Lind."
KINDS = (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.RELATED, BlockKind.PARAGRAPH)
KEEP, CUT, UNDO = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE
MAY = tuple(f"2024-05-{day:02}T10:00:00.000000+00:00" for day in range(1, 29))


def laid(text: str = TEXT, kinds: tuple[BlockKind, ...] = KINDS) -> tuple[Article, list[Block]]:
    """An article with a block a line; links are cut."""
    blocks, at = [], 0
    for line, kind in zip(text.split("\n"), kinds, strict=True):
        span = Span("a", "text", at, at + len(line))
        blocks.append(Block(span, kind, kind is not BlockKind.RELATED, f"{kind}_rule", MAKER, "en", 0.9))
        at += len(line) + 1
    title = blocks[0].span
    return Article("a", "p", Parts(text), MAKER, title=text[title.start : title.end], title_span=title), blocks


ARTICLE, BLOCKS = laid()


def on(block: Block, verdict: Verdict, by: str = "Ada", at: str = MAY[0]) -> Edge:
    return word(ARTICLE, block, verdict, by, at)


def block(start: int, end: int) -> Block:
    """Another block than those laid."""
    return replace(BLOCKS[1], span=Span("a", "text", start, end))


def verdicts(found: Ledger) -> str:
    """K and C for kept and cut, small where the machine decided."""
    return "".join(("c", "k", "C", "K")[row.block.kept + 2 * (row.edge is not None)] for row in found.rows)


def told(*words: Edge, blocks: list[Block] = BLOCKS) -> str:
    return verdicts(ledger(ARTICLE, blocks, words))


def test_without_a_word_the_ledger_is_the_machines() -> None:
    assert ledger(ARTICLE, BLOCKS, []).blocks == BLOCKS
    assert told() == "kkck"


def test_a_word_decides_on_its_block_and_tells_whose_it_is() -> None:
    (row,) = [row for row in ledger(ARTICLE, BLOCKS, [on(BLOCKS[1], CUT)]).rows if row.edge]
    assert (row.block.kept, row.block.rule, row.block.by, row.block.maker.stage) == (False, PERSON, "Ada", PERSON)
    assert row.block.confidence == 1.0
    assert row.machine == BLOCKS[1]
    assert told(on(BLOCKS[1], CUT)) == "kCck"


def test_a_block_that_a_person_keeps_is_read_as_what_an_article_has() -> None:
    rows = ledger(ARTICLE, BLOCKS, [on(BLOCKS[2], KEEP), on(BLOCKS[0], KEEP)]).rows
    assert (rows[2].block.kept, rows[2].block.kind) == (True, BlockKind.PARAGRAPH)  # it was a list of links
    assert (rows[0].block.kept, rows[0].block.kind) == (True, BlockKind.TITLE)


def test_the_last_word_holds_whoever_says_it() -> None:
    assert told(on(BLOCKS[1], CUT, "Ada", MAY[1]), on(BLOCKS[1], KEEP, "Ben", MAY[2])) == "kKck"
    assert told(on(BLOCKS[1], CUT, "Ada", MAY[3]), on(BLOCKS[1], KEEP, "Ben", MAY[2])) == "kCck"


def test_of_words_said_at_one_time_the_narrower_holds_then_the_later_name() -> None:
    whole = block(0, len(TEXT))
    assert told(on(whole, CUT, "Zoe"), on(BLOCKS[1], KEEP, "Ada")) == "CKCC"
    assert told(on(BLOCKS[1], KEEP, "Ada"), on(BLOCKS[1], CUT, "Ben")) == "kCck"
    assert told(on(BLOCKS[1], CUT, "Ada"), on(BLOCKS[1], KEEP, "Ben")) == "kKck"


def test_a_word_that_is_taken_back_leaves_the_machine_to_decide() -> None:
    cut, back = on(BLOCKS[1], CUT), on(BLOCKS[1], UNDO, at=MAY[1])
    assert cut.id == back.id  # one person has one word on a passage
    assert told(back) == told()
    assert told(cut, on(BLOCKS[1], UNDO, "Ben", MAY[1])) == told()
    assert ledger(ARTICLE, BLOCKS, [cut, on(BLOCKS[1], UNDO, "Ben", MAY[1])]).idle == ()
    assert told(cut, on(BLOCKS[1], UNDO, "Ben", MAY[1]), on(BLOCKS[1], CUT, "Cleo", MAY[2])) == "kCck"


def test_a_block_goes_by_what_more_than_half_of_it_goes_by() -> None:
    line = BLOCKS[1].span
    half = (line.end - line.start) // 2
    assert told(on(block(line.start, line.start + half + 1), CUT)) == "kCck"
    assert told(on(block(line.start, line.start + half - 1), CUT)) == "kkck"


def test_words_on_blocks_that_were_laid_as_one_add_up() -> None:
    one = [BLOCKS[0], block(BLOCKS[1].span.start, len(TEXT))]
    words = [on(each, CUT) for each in BLOCKS[1:]]
    assert told(*words, blocks=one) == "kC"
    assert told(words[0], blocks=one) == "kk"
    assert ledger(ARTICLE, one, words[:1]).idle == (words[0],)


def test_a_word_on_a_block_that_was_split_holds_for_its_pieces() -> None:
    line = BLOCKS[1].span
    split = [BLOCKS[0], block(line.start, line.start + 8), block(line.start + 9, line.end), *BLOCKS[2:]]
    assert told(on(BLOCKS[1], CUT), blocks=split) == "kCCck"


def test_words_that_stand_elsewhere_now_are_found_by_their_mark() -> None:
    cut = on(BLOCKS[1], CUT)
    moved, blocks = laid("A new line\n" + TEXT, (BlockKind.PARAGRAPH, *KINDS))
    assert verdicts(ledger(moved, blocks, [cut])) == "kkCck"


def test_a_word_whose_passage_is_gone_rests_and_is_shown() -> None:
    other, blocks = laid(TEXT.replace("shut", "open"))
    found = ledger(other, blocks, [on(BLOCKS[1], CUT)])
    assert (verdicts(found), found.idle) == ("kkck", (on(BLOCKS[1], CUT),))


def test_a_headline_that_a_person_cuts_is_none() -> None:
    article, blocks = stand(ARTICLE, BLOCKS, [on(BLOCKS[0], CUT)])
    assert (article.title, article.title_span, blocks[0].kept) == (None, None, False)
    named = replace(ARTICLE, title="From a field", title_span=None)
    assert stand(named, BLOCKS, [on(BLOCKS[0], CUT)])[0] == named
    assert stand(ARTICLE, BLOCKS, []) == (ARTICLE, BLOCKS)


def test_only_persons_words_on_passages_count() -> None:
    good = on(BLOCKS[1], CUT)
    strange = [
        replace(good, id="1", by="machine"),
        replace(good, id="2", relation=Relation.COPY),
        replace(good, id="3", left="no passage"),
        replace(good, id="4", left="a:text:x:9:abc"),
    ]
    assert words_by_article([*strange, good]) == {"a": [good]}
    assert passage(good) == BLOCKS[1].span


def test_a_word_is_never_said_before_what_it_answers() -> None:
    present = datetime(2024, 5, 1, 12, tzinfo=UTC)
    assert said_at(present, [on(BLOCKS[1], CUT)]) == "2024-05-01T12:00:00.000000+00:00"
    assert said_at(present, [on(BLOCKS[1], CUT, at=MAY[8])]) == "2024-05-09T10:00:00.000001+00:00"


WORDS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sampled_from(Verdict), st.sampled_from("ABC"),
              st.sampled_from(MAY[:4])),
    max_size=8,
)  # fmt: skip


@settings(max_examples=200, deadline=None, database=None)
@given(WORDS, st.randoms(use_true_random=False))
def test_the_order_in_which_words_come_changes_nothing(said: list[tuple[int, int, Verdict, str, str]], random) -> None:
    words = list(
        {
            edge.id: edge
            for a, b, verdict, by, at in said
            if a != b
            for edge in [on(block(min(a, b), max(a, b)), verdict, by, at)]
        }.values()
    )
    found = ledger(ARTICLE, BLOCKS, words)
    random.shuffle(words)
    assert ledger(ARTICLE, BLOCKS, words) == found
    assert [row.machine for row in found.rows] == BLOCKS
    assert all((row.edge is None) == (row.block == row.machine) for row in found.rows)
    everything = [on(block(0, len(TEXT)), UNDO, "Zoe", MAY[9])]
    assert ledger(ARTICLE, BLOCKS, [*words, *everything]).blocks == BLOCKS  # all of it can be taken back


def test_the_id_of_a_word_is_its_passage_and_person() -> None:
    edge = on(BLOCKS[1], CUT)
    assert edge.id == make_id("edge", Relation.LEDGER, edge.left, "a", "Ada")
    assert edge.left.startswith("a:text:13:38:")


# ------------------------------------------------------------------------------------------ on speakers and stories


def on_stories(left: str, right: str, verdict: Verdict, day: int, by: str = "Ada") -> Edge:
    return new_word(Relation.SAME_STORY, (left, right), verdict, by, MAY[day])


def test_of_words_on_one_pair_the_last_stands_in_whichever_direction_and_by_whom_it_was_said() -> None:
    first, last = on_stories("a", "b", KEEP, 1), on_stories("b", "a", CUT, 2, "Ben")
    assert standing([last, first], Relation.SAME_STORY) == [last]
    assert standing([first, on_stories("a", "b", UNDO, 3, "Ben")], Relation.SAME_STORY) == []
    assert standing([replace(first, by="machine")], Relation.SAME_STORY) == []


def test_a_name_is_said_of_a_passage_whatever_it_is() -> None:
    one, other = (
        new_word(Relation.NAMED, ("a:text:0:4:0123456789ab", name), KEEP, "Ada", MAY[day])
        for day, name in enumerate(("Ada Lind", "A. Lind"))
    )
    assert speaker_words([one, other]) == [other]
    assert articles_of(one) == {"a"}


def test_a_word_is_about_the_articles_of_its_ends() -> None:
    word = new_word(Relation.SAME_SPEAKER, ("a:text:0:4:0123456789ab", "b"), KEEP, "Ada", MAY[0])
    assert articles_of(word) == {"a", "b"}


def test_later_words_on_stories_hold_where_a_chain_of_them_contradicts() -> None:
    joined = [on_stories("a", "b", KEEP, 1), on_stories("b", "c", KEEP, 2)]
    assert story_words([*joined, on_stories("a", "c", CUT, 0)]) == joined
    parted = on_stories("a", "c", CUT, 3)
    assert story_words([*joined, parted]) == [joined[1], parted]


PAIRS = st.tuples(st.sampled_from("abcd"), st.sampled_from("efgh"), st.sampled_from([KEEP, CUT, UNDO]))


@given(st.lists(PAIRS, max_size=12))
def test_words_on_stories_never_contradict_each_other(said: list[tuple[str, str, Verdict]]) -> None:
    words = [on_stories(left, right, verdict, day) for day, (left, right, verdict) in enumerate(said)]
    kept = story_words(words)
    assert kept == story_words(reversed(words)) == story_words(kept)
    group = {article: {article} for article in "abcdefgh"}
    for one in kept:
        if one.verdict is KEEP:
            whole = group[one.left] | group[one.right]
            group.update(dict.fromkeys(whole, whole))
    assert not any(one.verdict is CUT and one.right in group[one.left] for one in kept)
    if said and said[-1][2] is not UNDO:
        assert kept[-1].at == words[-1].at
