"""Why a record says what it says: its passages with their places in the capture, its rules, its maker."""

from __future__ import annotations

from dataclasses import dataclass

from dissensus.errors import UnknownId
from dissensus.records import Offset, Span
from dissensus.show import attributes
from dissensus.show.described import PARTS_SHOWN, describe
from dissensus.show.references import Lookup, article_of, whole
from dissensus.store import Store


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage word for word, as what it serves, and where it stands: in its part and in the capture's bytes."""

    role: str
    text: str
    origin: str
    page: str
    part: str
    start: int
    end: int
    located: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is on record of one id. `rows` are labels with values, `parts` ids with a summary each, those without
    an id say more of the one before."""

    noun: str
    id: str
    rows: tuple[tuple[str, str], ...]
    because: tuple[str, ...]
    passages: tuple[Evidence, ...]
    parts: tuple[tuple[str, str], ...]


def explain_view(store: Store, id: str) -> Explanation:
    """All that is known of the record whose id is this or begins so; UnknownId if there is not just one."""
    record = store.find(id)
    if record is None:
        raise UnknownId(
            f"{id}: names nothing, or more than one thing, in this corpus; give six characters of an id or more"
        )
    look = Lookup(store)
    found = describe(look, record)
    rows = list(found.rows)
    starts = [at for at, (id, _) in enumerate(found.parts) if id]
    end = len(found.parts)
    if len(starts) > PARTS_SHOWN:
        rows.append(("listed", f"{PARTS_SHOWN} of {len(starts)}"))
        end = starts[PARTS_SHOWN]
    maker = getattr(record, "maker", None)
    if maker:
        rows.append(("made by", attributes.maker(maker)))
    return Explanation(
        noun=type(record).__name__.lower(),
        id=str(getattr(record, "id", id)),
        rows=tuple((label, value) for label, value in rows if value),
        because=tuple(getattr(record, "because", ())),
        passages=tuple(_evidence(look, role, span) for role, spans in found.spans for span in whole(look, spans)),
        parts=tuple(found.parts[:end]),
    )


def _evidence(look: Lookup, role: str, span: Span) -> Evidence:
    article = article_of(look, span.article)
    origins = sorted(look.store.page(article.page).origins)
    rows = [one for one in look.store.fetch(Offset, articles=[span.article]) if _overlap(one.span, span)]
    bytes_ = [one.locator.bytes for one in rows if one.locator.bytes]
    pointers = sorted({one.locator.pointer for one in rows if one.locator.pointer})
    located = f"within bytes {min(b for b, _ in bytes_)}-{max(b for _, b in bytes_)}" if bytes_ else ""
    if pointers:
        located = f"{located} at {', '.join(pointers)}".strip()
    text = article.parts.of(span.part)[span.start : span.end]
    origin = origins[0] if origins else ""
    return Evidence(role, text, origin, article.page, span.part, span.start, span.end, located)


def _overlap(left: Span, right: Span) -> bool:
    return left.part == right.part and left.start < right.end and right.start < left.end
