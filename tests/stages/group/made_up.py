"""Gists of given words, as `gists` would make them."""

from __future__ import annotations

from collections.abc import Mapping

from dissensus.records import Bag, Gist, Maker, Signature, make_id
from dissensus.stages.group.gists import week

MAKER = Maker("group", "test")
FAR = "2020-01-01"


def bag(words: str | Mapping[str, float]) -> Bag:
    """A bag of words that weigh alike, or as said."""
    weights = dict.fromkeys(words.split(), 1.0) if isinstance(words, str) else dict(words)
    ordered = sorted(weights.items(), key=lambda x: (-x[1], x[0]))
    return Bag(tuple(w for w, _ in ordered), tuple(x for _, x in ordered))


def told(id_: str, words: str | Mapping[str, float], day: str | None = None, **fields: object) -> Gist:
    """The gist of an article that says just these words, in its headline, its beginning and its body."""
    said = bag(words)
    known: dict[str, object] = {
        "work": id_,
        "language": "en",
        "rarity": True,
        "words": 200,
        "title": said,
        "lead": said,
        "names": (),
        "signature": None,
        **fields,
    }
    signature = known.pop("signature")
    assert signature is None or isinstance(signature, Signature)
    return Gist(
        make_id("gist", id_),
        id_,
        f"page of {id_}",
        week=week(day),
        day=day,
        body=said,
        signature=signature,
        state="test",
        maker=MAKER,
        **known,  # type: ignore[arg-type]
    )
