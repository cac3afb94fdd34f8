"""The rules: each looks at one line in its context and says what it is, or abstains.

`FURNITURE` tells what belongs to the page and not to the article; `SHAPE` tells what a line is by where it stands. The
first rule that speaks decides, and its name goes into the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dissensus.langs.en_pages import COOKIE_WORDS, LEFTOVERS, TEASER_ENDS
from dissensus.records import BlockKind
from dissensus.stages.clean.dates import is_stamp
from dissensus.stages.clean.ledger import (
    FULL_STOP,
    LIKELY,
    WORD,
    Line,
    Rule,
    Scene,
    Verdict,
    is_menu_link,
    squeeze,
    words_of,
)
from dissensus.stages.clean.plain import cut, keep
from dissensus.stages.clean.signs import LIST_WORDS, authors_of, is_credit, is_paywall, masthead_of, opens_with

FOLLOW = re.compile(r"(?:follow|join|like|find|watch)\b.{2,60}\bon\b \w|(?:follow|join) us\b")
OVERRIDES = 0.95  # a net that is so sure is believed against the rules
NO_HEADLINE = (BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.COOKIE, BlockKind.NEWSLETTER)
BETWEEN = 0.02  # the least chance of running text between two lines of the article
HEAD_LINES = 2  # a headline and a standfirst
REACH = 200  # lines within which one is held for a repetition
TITLE_WORDS = 25
STANDFIRST_WORDS = 45
OPENER_WORDS = 30  # a leftover's line is no longer
COOKIE_LINE_WORDS = 60
CAPTION_WORDS = 45
COOKIE_COMPANY = words_of("we our us this site website page use uses accept agree consent settings privacy all your")
BIO_ROLES = re.compile(r"\b(?:reporter|correspondent|columnist|journalist|editor|freelance|producer)\b", re.IGNORECASE)
BIO_MARKS = re.compile(
    r"\b(?:covers|based in|follow (?:him|her|them)|joined|reports on|writes about)\b|@\w", re.IGNORECASE
)
BIO_OPENS = re.compile(r"[A-Z][\w.’'-]{1,30}(?:\s[A-Z][\w.’'-]{0,30}){1,3}\s(?:is|was|covers|writes|reports)\b")
SLASH_CREDIT = re.compile(r"[A-Z][\w .,&'’-]{2,80}\s?/\s?[A-Z][\w .&'’-]{1,40}\)?$")
LAST_CREDIT = re.compile(
    r"(?:©|\(c\)\s|(?:^|[.(|–—-]\s?)\(?(?:photo|foto|photograph|picture|image|illustration|credit|video)s?\b"
    r"\s?(?:credit|by)?\s?[:/]|(?:^|[.(|–—-]\s?)(?:photo(?:graph)?s? by|courtesy of)\b|\bgetty images\b|\(handout\b)"
    r"[^.!?]{0,100}\.?\)?$",
    re.IGNORECASE,
)
COUNTED = re.compile(r"(?:\d[\d,.]{0,8}\s{1,2})?comments?(?:\s{1,2}\(?\d[\d,.]{0,8}\)?)?:?$")
COMMENT_RULES = ("comments_heading", "comment_after_heading")
OPENING_QUOTE = "\"“«„‘'"


# --------------------------------------------------------------------------------------- what belongs to the page


def outside_article(scene: Scene, index: int) -> Verdict | None:
    """Markup: the extractor holds it for no part of the article."""
    line = scene.lines[index]
    if line.inside is not False:
        return None
    return cut(
        OUTSIDE_KINDS.get("figcaption" if line.markup == "figcaption" else line.region, BlockKind.MARKUP),
        "outside_article",
        0.9,
    )


def in_related(scene: Scene, index: int) -> Verdict | None:
    """A heading such as "Read also", or a line of the list after it."""
    return cut(BlockKind.RELATED, "related_list") if index in scene.related else None


def related_line(scene: Scene, index: int) -> Verdict | None:
    """A lone link: "Read more: a headline"."""
    line = scene.lines[index]
    phrase = opens_with(line.low, BlockKind.RELATED)
    if phrase is None or line.words > LIST_WORDS:
        return None
    rest = line.low[len(phrase) :].lstrip()
    return (
        cut(BlockKind.RELATED, "related_line")
        if rest.startswith((":", "|", "»", ">")) or not rest.strip(" .")
        else None
    )


def foreign(scene: Scene, index: int) -> Verdict | None:
    """In another language than the article, unless it is quoted between lines of the article."""
    if index not in scene.foreign:
        return None
    quoted = scene.lines[index].text[0] in OPENING_QUOTE and 0 < index < len(scene.lines) - 1
    if quoted and index - 1 not in scene.foreign and index + 1 not in scene.foreign:
        return None
    return cut(BlockKind.SIDEBAR, "other_language", 0.95)


def cookie(scene: Scene, index: int) -> Verdict | None:
    """A line that asks for, or tells of, cookies."""
    line = scene.lines[index]
    words = WORD.findall(line.low)
    if not any(w in COOKIE_WORDS for w in words) or line.words > COOKIE_LINE_WORDS:
        return None
    return cut(BlockKind.COOKIE, "cookie_line") if COOKIE_COMPANY & set(words) or len(words) <= 2 else None


def paywall(scene: Scene, index: int) -> Verdict | None:
    """An invitation to pay for the rest."""
    line = scene.lines[index]
    return cut(BlockKind.NEWSLETTER, "paywall") if is_paywall(line) else None


def leftover(scene: Scene, index: int) -> Verdict | None:
    """A short line that opens with, or is, a phrase of pages: share, newsletter, comments, credits, menus ..."""
    line = scene.lines[index]
    if line.words > OPENER_WORDS or line.text[0] in OPENING_QUOTE:
        return None
    for kind in LEFTOVERS:
        phrase = None if kind is BlockKind.RELATED else opens_with(line.low, kind)
        if phrase is None:
            continue
        rest = line.low[len(phrase) :].strip(" .:!…|>»")
        whole = not rest or rest.isdigit()
        weighty = " " in phrase or not phrase[-1].isalnum()
        quiet = line.words <= 14 or not line.ends_sentence or scene.is_tail(index)
        if whole or (weighty and quiet):
            return cut(kind, f"leftover_{kind.value}", 0.9)
    return None


def follow(scene: Scene, index: int) -> Verdict | None:
    """An invitation after the article: "Follow us on ..." """
    line = scene.lines[index]
    short = line.words <= 14 and scene.is_tail(index)
    return cut(BlockKind.SHARE, "follow", 0.9) if short and FOLLOW.match(line.low) else None


def rights(scene: Scene, index: int) -> Verdict | None:
    """Whose the rights are."""
    line = scene.lines[index]
    told = "all rights reserved" in line.low or "may not be reproduced" in line.low
    return cut(BlockKind.CREDIT, "rights_line") if told and line.words <= OPENER_WORDS else None


def boxed(scene: Scene, index: int) -> Verdict | None:
    """Markup: a short line in a small box that its class names as related links, newsletter, sharing, cookies,
    comments."""
    line = scene.lines[index]
    kind = OUTSIDE_KINDS.get(line.region) if line.inside and line.region not in {"aside", "figcaption"} else None
    return cut(kind, "boxed", 0.8) if kind and line.words <= OPENER_WORDS else None


def comments(scene: Scene, index: int) -> Verdict | None:
    """Everything after a heading "Comments" that ends the article."""
    line = scene.lines[index]
    if COUNTED.match(line.low) and index > 2 and _rule_of(scene, index - 1) not in COMMENT_RULES:
        return cut(BlockKind.COMMENT, "comments_heading")
    before = _rule_of(scene, index - 1)
    if before == "comments_heading":
        body = sum(other.words for i, other in enumerate(scene.lines[:index]) if scene.kept_so_far(i))
        rest = sum(other.words for other in scene.lines[index:])
        if body <= rest / 4:
            return None
    return cut(BlockKind.COMMENT, "comment_after_heading", 0.8) if before in COMMENT_RULES else None


def caption(scene: Scene, index: int) -> Verdict | None:
    """A line that ends in the credit of a picture."""
    line = scene.lines[index]
    if line.words > CAPTION_WORDS or line.text[0] in OPENING_QUOTE or line.text.startswith(("http", "www.")):
        return None
    tail = line.text[-160:]
    credit = LAST_CREDIT.search(tail)
    if credit:
        alone = len(squeeze(line.text)) - len(squeeze(credit.group())) < 4
        return cut(BlockKind.CREDIT if alone else BlockKind.CAPTION, "picture_credit")
    match = None if FULL_STOP.search(tail[-4:]) else SLASH_CREDIT.search(tail)
    if match and is_credit(match.group()):
        return cut(BlockKind.CAPTION, "slash_credit", 0.9)
    return None


def caption_twin(scene: Scene, index: int) -> Verdict | None:
    """A caption's words once more, without its credit, right before or after it."""
    here = scene.lines[index].key
    for other in (index - 1, index + 1):
        if len(here) < 10 or not 0 <= other < len(scene.lines):
            continue
        there = scene.verdicts[other] or caption(scene, other)
        if there and there.kind is BlockKind.CAPTION and scene.lines[other].key.startswith(here):
            return cut(BlockKind.CAPTION, "caption_twin")
    return None


def separators(scene: Scene, index: int) -> Verdict | None:
    """A row of menu entries: HOME | WORLD | CULTURE."""
    line = scene.lines[index]
    entries = [e.strip() for e in re.split(r"\s?[|·•»]\s?|\s/\s", line.text)]
    short = all(len(e.split()) <= 3 and not FULL_STOP.search(e) for e in entries)
    return cut(BlockKind.MARKUP, "menu_row") if len(entries) >= 3 and short and line.words <= LIST_WORDS else None


def masthead(scene: Scene, index: int) -> Verdict | None:
    """The outlet's name on a line of its own at the head of the page."""
    return cut(BlockKind.MARKUP, "masthead", 0.9) if masthead_of(scene, index) else None


def stamp_line(scene: Scene, index: int) -> Verdict | None:
    """A line that is nothing but a date."""
    return cut(BlockKind.STAMP, "stamp_line") if is_stamp(scene.lines[index].text) else None


def byline(scene: Scene, index: int) -> Verdict | None:
    """A line that names who wrote."""
    return cut(BlockKind.BYLINE, "byline") if authors_of(scene.lines[index]) else None


def bio(scene: Scene, index: int) -> Verdict | None:
    """What is told of the author after the article."""
    line = scene.lines[index]
    if not scene.is_tail(index, 4) or line.words > COOKIE_LINE_WORDS or index < 3 or not BIO_OPENS.match(line.text):
        return None
    told = BIO_ROLES.search(line.text) and BIO_MARKS.search(line.text)
    return cut(BlockKind.BIO, "author_bio", 0.8) if told else None


def teaser(scene: Scene, index: int) -> Verdict | None:
    """The beginning of another article, ending in "Read more"."""
    line = scene.lines[index]
    ends = line.low.rstrip(" .>»").endswith(TEASER_ENDS) and line.words > 3
    return cut(BlockKind.SIDEBAR, "teaser", 0.9) if ends and index and line.text[0] not in OPENING_QUOTE else None


def teaser_heading(scene: Scene, index: int) -> Verdict | None:
    """The headline over a teaser."""
    following = index + 1
    if following >= len(scene.lines) or index == 0 or scene.lines[index].ends_sentence:
        return None
    after = teaser(scene, following)
    short = scene.lines[index].words <= TITLE_WORDS
    return cut(BlockKind.SIDEBAR, "teaser_heading", 0.8) if after and short else None


def repeat(scene: Scene, index: int) -> Verdict | None:
    """A line that stands in the text before, word for word; or the headline that a field of its own holds. Of two in
    a row the one with fewer ornaments stays."""
    here = scene.lines[index].key
    if len(here) < 10:
        return None
    following = scene.lines[index + 1] if index + 1 < len(scene.lines) else None
    if following and len(following.text) < len(scene.lines[index].text) and following.key == here:
        return cut(BlockKind.REPEAT, "repeated_line")
    if scene.title and here == squeeze(scene.title) and not scene.lines[index].markup:
        return cut(BlockKind.REPEAT, "repeated_title")
    twins = scene.alike[here]
    if len(twins) > 1 and any(index - REACH <= i < index and scene.kept_so_far(i) for i in twins):
        return cut(BlockKind.REPEAT, "repeated_line")
    return None


# ------------------------------------------------------------------------------------------- what a line is by place


def headline(scene: Scene, index: int) -> Verdict | None:
    """The first line, shaped like a headline and followed by running text."""
    line = scene.lines[index]
    if _markup_kind(line) is BlockKind.TITLE:
        return keep(BlockKind.TITLE, "headline_markup")
    if scene.likely_title is not None and (line.markup or not index <= scene.likely_title <= HEAD_LINES):
        return None
    if scene.title or line.markup or index != scene.first or not 2 <= line.words <= TITLE_WORDS or line.is_bulleted:
        return None
    if not line.opens or not any(other.is_running for other in scene.lines[index + 1 :]):
        return None
    if not FULL_STOP.search(line.text):
        return keep(BlockKind.TITLE, "headline", 0.9)
    if _rule_of(scene, index + 1) in {"dateline", "agency_mark"}:
        return keep(BlockKind.TITLE, "headline_before_dateline", 0.8)
    gaps = [other.blank for i, other in enumerate(scene.lines[index + 2 :], index + 2) if scene.kept_so_far(i)]
    apart = scene.lines[index + 1].blank > max(gaps, default=9)
    return keep(BlockKind.TITLE, "headline_apart", 0.7) if apart else None


def standfirst(scene: Scene, index: int) -> Verdict | None:
    """A second line without a full stop between the headline and the running text."""
    line = scene.lines[index]
    if index == 0 or not 4 <= line.words <= STANDFIRST_WORDS or (FULL_STOP.search(line.text) and line.markup != "h2"):
        return None
    before = next((i for i in range(index - 1, -1, -1) if scene.kept_so_far(i)), None)
    if before is None or scene.verdicts[before] is None or line.is_bulleted or line.text[0] in OPENING_QUOTE:
        return None
    after_title = _kind_of(scene, before) is BlockKind.TITLE
    return keep(BlockKind.STANDFIRST, "standfirst", 0.8) if after_title else None


def kicker(scene: Scene, index: int) -> Verdict | None:
    """Markup: a short line over the headline."""
    line = scene.lines[index]
    if not line.markup or line.is_running or line.words > 12:
        return None
    return cut(BlockKind.MARKUP, "kicker", 0.8) if scene.title_line is not None and index < scene.title_line else None


def heading(scene: Scene, index: int) -> Verdict | None:
    """A heading within the text, by markup only: in plain text it may as well be a quotation without its marks."""
    kind = _markup_kind(scene.lines[index])
    return keep(kind, f"markup_{kind.value}") if kind in {BlockKind.HEADING, BlockKind.LIST} else None


def figure(scene: Scene, index: int) -> Verdict | None:
    """What markup calls the caption of a figure."""
    return cut(BlockKind.CAPTION, "markup_caption") if scene.lines[index].markup == "figcaption" else None


def list_item(scene: Scene, index: int) -> Verdict | None:
    """A line with a bullet."""
    return keep(BlockKind.LIST, "list_item") if scene.lines[index].is_bulleted else None


def paragraph(_scene: Scene, _index: int) -> Verdict | None:
    """All else belongs to the article."""
    return keep(BlockKind.PARAGRAPH, "paragraph")


def menu_link(scene: Scene, index: int) -> Verdict | None:
    """Markup: a link outside of the article, which the net is not asked about."""
    line = scene.lines[index]
    if not is_menu_link(line):
        return None
    return cut(OUTSIDE_KINDS.get(line.region, BlockKind.MARKUP), "menu_link", 0.95)


def by_net(scene: Scene, index: int) -> Verdict | None:
    """What the net holds for no part of the article; what kind of leftover it is, the other rules say."""
    chance, _ = scene.chances[index]
    if chance >= LIKELY or index == scene.likely_title:
        return None
    said = scene.signs[index] or outside_article(scene, index)
    if said is None and (_opens_bare_text(scene, index) or _runs_on(scene, index)):
        return None
    against = round(1 - chance, 3)
    if said is None or said.rule == "outside_article":
        return cut(said.kind if said else BlockKind.MARKUP, "net", against)
    return cut(said.kind, said.rule, max(said.confidence, against))


def sure_sign(scene: Scene, index: int) -> Verdict | None:
    """Plain text: what a rule knows for a leftover, though the net would keep it."""
    if scene.lines[index].markup or scene.chances[index][0] >= OVERRIDES:
        return None
    said = next((v for v in (rule(scene, index) for rule in SIGNS) if v), None)
    return said if said and (index != scene.likely_title or said.kind in NO_HEADLINE) else None


def _runs_on(scene: Scene, index: int) -> bool:
    """Is it running text between two lines of the article: then the net must be surer to cut it."""
    chances = scene.chances
    if not scene.lines[index].is_running or chances[index][0] < BETWEEN or not 0 < index < len(chances) - 1:
        return False
    return chances[index - 1][0] >= LIKELY and chances[index + 1][0] >= LIKELY


def _opens_bare_text(scene: Scene, index: int) -> bool:
    """Is it one of the first lines of a plain text that has nothing of a page before the article: its headline, its
    standfirst."""
    if index >= HEAD_LINES or scene.lines[index].markup:
        return False
    ahead = range(index + 1, min(index + 1 + HEAD_LINES, len(scene.lines)))
    return any(scene.chances[i][0] >= LIKELY for i in ahead) and all(scene.kept_so_far(i) for i in range(index))


def net_headline(scene: Scene, index: int) -> Verdict | None:
    """The line that the net holds for the headline, where markup names none and no headline stands before it."""
    line = scene.lines[index]
    if index != scene.likely_title or scene.title_line is not None or line.words > TITLE_WORDS or line.is_bulleted:
        return None
    if FULL_STOP.search(line.text):
        return None
    if any(_kind_of(scene, before) is BlockKind.TITLE for before in range(max(0, index - HEAD_LINES), index)):
        return None
    return keep(BlockKind.TITLE, "net_headline", round(scene.chances[index][1], 3))


SIGNS: Sequence[Rule] = (
    figure,
    in_related,
    related_line,
    foreign,
    cookie,
    paywall,
    stamp_line,
    byline,
    masthead,
    caption,
    caption_twin,
    boxed,
    leftover,
    follow,
    rights,
    separators,
    comments,
    bio,
    teaser,
    teaser_heading,
    repeat,
)
FURNITURE: Sequence[Rule] = (outside_article, *SIGNS)
WITH_NET: Sequence[Rule] = (menu_link, by_net, sure_sign)
SHAPE: Sequence[Rule] = (headline, net_headline, kicker, standfirst, heading, list_item, paragraph)
OUTSIDE_KINDS = {
    "figcaption": BlockKind.CAPTION,
    "aside": BlockKind.SIDEBAR,
    "comments": BlockKind.COMMENT,
    "cookie": BlockKind.COOKIE,
    "related": BlockKind.RELATED,
    "share": BlockKind.SHARE,
    "newsletter": BlockKind.NEWSLETTER,
}
MARKUP_KINDS = {"h1": BlockKind.TITLE, "li": BlockKind.LIST, "dt": BlockKind.LIST, "dd": BlockKind.LIST}
MARKUP_KINDS |= {f"h{n}": BlockKind.HEADING for n in range(2, 7)}


def _markup_kind(line: Line) -> BlockKind | None:
    return MARKUP_KINDS.get(line.markup)


def _rule_of(scene: Scene, index: int) -> str | None:
    verdict = scene.verdicts[index] if 0 <= index < len(scene.verdicts) else None
    return verdict.rule if verdict else None


def _kind_of(scene: Scene, index: int) -> BlockKind | None:
    verdict = scene.verdicts[index] if 0 <= index < len(scene.verdicts) else None
    return verdict.kind if verdict else None
