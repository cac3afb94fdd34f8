"""A statement as the net of claims reads it: who, by which words, and what; an outlet's own voice bare.

The net learned from statements in this form (`train/pairs.py`): what is changed here asks for another training.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dissensus.langs import Language
from dissensus.records import Span, Voice
from dissensus.stages.link.claims import Item

# As the net was trained; in code points.
LONGEST_NAME = 60  # of a source or a cue, if the text alone tells it
SHORT = 90  # a content of fewer takes what it points back at along
TAKEN_ALONG = 200  # of that
# Of the statement before it, which a short denial takes along where the text does not say what it points back at.
SAID_BEFORE = 160


def worded(
    item: Item,
    names: Mapping[str, str],
    language: Language,
    *,
    meant: Item | None = None,
    before: Item | None = None,
    gap: str = " … ",
) -> str:
    """An item in words. `names` are those of speakers by their ids, `meant` is the item whose content a denial takes over
    (`rejected these claims`), `before` the one that stands before it, `gap` stands between two parts of one content."""
    s = item.statement
    content = _joined(item.text, s.content, gap)
    if meant is not None and len(content) < SHORT:
        content += f" ({_joined(meant.text, meant.statement.content, gap)[:TAKEN_ALONG]})"
    elif before is not None and item.sign < 0 and item.explicit and len(content) < SHORT:
        content += f" ({_joined(before.text, before.statement.content, gap)[:SAID_BEFORE]})"
    if s.voice is Voice.OWN:
        return content
    known = names.get(item.holder) if item.holder is not None else None
    who = known or _joined(item.text, s.source)[:LONGEST_NAME] or language.links.somebody
    says = language.links.denies if item.sign < 0 else language.links.says
    return f"{who} {_joined(item.text, s.cue)[:LONGEST_NAME] or says}: {content}"


def all_worded(items: Sequence[Item], names: Mapping[str, str], language: Language) -> list[str]:
    """Each item of a storyline in words, in their order."""
    by_id = {item.statement.id: item for item in items}
    at = {(item.statement.article, item.place): item for item in items}
    return [
        worded(
            item,
            names,
            language,
            meant=by_id.get(item.inherits) if item.inherits else None,
            before=at.get((item.statement.article, item.place - 1)),
        )
        for item in items
    ]


def _joined(text: str, spans: Sequence[Span], gap: str = " ") -> str:
    """Spans on one line, runs of white space as one space."""
    return " ".join(gap.join(text[span.start : span.end] for span in spans).split())
