"""Names blacked out of a view before it is laid out: █ for each character, wherever text stands in it.

A name is found in any case, with or without accents, over line breaks and invisible signs, with `'s` behind it. It stands for
whoever speaks under it: all spellings of that speaker go, and each word of the name alone, where it begins with a capital
letter: rather too much than too little. A file that has a word of it in its name goes as a whole, and so does the address of
an article that shows it. Lengths stay, so that every span still fits; ids stay, and so do the captures and the database, for
only what is shown is blacked out.

Nothing can be found that is spelt in a way which nobody has read as that name: a nickname, a slip of the pen, a picture.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from dissensus.errors import LimitError, MissingPath, UnreadableInput
from dissensus.records import SpeakerKind
from dissensus.show.limits import Walk
from dissensus.show.segments import Context, Passage, Segment, quote
from dissensus.show.shapes import ArticleView, CorpusView, PartView, PositionView, SpeakerView, StatementView
from dissensus.show.words import BLACK, clean_line

# Fields that hold no text of others: ids, codes, and our own words.
KEPT = frozenset(
    "id ids anchor anchors article page claim story stories statements home storyline copy_of parent target_statement "
    "versions edge other rule role part language bound first last as_of precision value verdict stage holder_id".split()
)
BETWEEN = r"[\W_]{0,4}"  # what may stand between two words of a name
WORDED = "0-9a-z\u00df-\u058f\u10a0-\u10ff"  # letters of scripts in which words stand apart
LETTER = r"[^\W_]"
CYRILLIC = re.compile("[а-яёіїєґ]{4,}")  # words of which the ends change by case
JOINING = frozenset(
    "al el da de den der des di do dos du del della la le van von ter ten zu y e bin ben ibn bint".split()
)
GENERATIONS = frozenset("jr sr junior senior ii iii iv".split())
CASE_ENDS = "аеиоуыэюяйьіїє"
ALIKE = {"’": "'", "ʼ": "'", "ı": "i"}  # letters and signs that small letters do not make one
SLUGS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "å": "aa"}
)
LEAST_PART = 3  # letters of a word of a name that goes alone
STEMMED = ("word: ", "shares: ")  # how reasons begin that name a stem, which may be half a name
ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


@dataclass(frozen=True, slots=True)
class Blackout:
    """A name that was blacked out, and how often it stands in the articles, their headlines, authors, addresses and files;
    where it stands in none of them, in what is told of them."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which a name is written, as words in small letters. `capital`: only where it begins with a capital letter, for
    it is an ordinary word too."""

    words: tuple[str, ...]
    name: str
    capital: bool = False


def redacted(
    view: CorpusView, names: Sequence[str], private: bool = False, known: Collection[str] = ()
) -> tuple[CorpusView, tuple[Blackout, ...]]:
    """The view with these names blacked out, and the names with how often they stand in it.

    `private` adds everybody who counts as a private person: each speaker of the kind *person* to whom no article gives a
    role and who has no id in a table of names (`known` are the ids of the speakers who have one). That errs both ways: a
    public figure whom all articles take for known is blacked out, and a neighbour who is called "the neighbour" is not.
    Nobody counts as private whose name is also that of an outlet, an agency, or of a speaker who does not.

    A name goes before a cut: `capped` and `without_texts` come after this. LimitError for a name that stands nowhere.
    """
    texts = [text for article in view.articles for text in _texts(article)]
    ordinary = _ordinary(view)
    asked = [form for name in names for form in _asked(name, view.speakers, ordinary)]
    if asked:
        asked += _parts_of(asked, view)
    ink = _Ink([*asked, *(_private(view, known, ordinary) if private else ())])
    made = replace(Walk(_Pass(view, ink).change, ink.text)(view), asked=None)
    found = Counter[str]()
    for text in texts:
        found.update(ink.names(text))
    told = {name: found[name] or ink.met[name] for name in dict.fromkeys(form.name for form in ink.forms)}
    for name in names:
        if not told[name]:
            raise LimitError(
                f'--redact "{clean_line(name)}": stands nowhere in these articles; is it spelt as they have it'
            )
    found_names = tuple(Blackout(name, number) for name, number in told.items() if number)
    return replace(made, left_out=replace(view.left_out, names=len(found_names))), found_names


def names_in(told: Iterable[str]) -> list[str]:
    """The names that a user gives, each once: as they are, or those in a file that ends with `.txt`, a name a line (`#` begins
    a remark). MissingPath or UnreadableInput where a file cannot be read, LimitError where there is no name, or two in one."""
    found: dict[str, None] = {}
    for one in told:
        lines = _lines(Path(one)) if one.lower().endswith(".txt") else [one]
        names = [name for line in lines if (name := line.strip())]
        if not names:
            raise LimitError(f'--redact "{clean_line(one)}": holds no name; nothing would be blacked out')
        if (double := next((name for name in names if re.search("[,;]", name)), None)) is not None:
            raise LimitError(f'--redact "{clean_line(double)}": give one name each, given name first, without a comma')
        found |= dict.fromkeys(names)
    return list(found)


def _ordinary(view: CorpusView) -> frozenset[str]:
    """Words of the running texts that stand in small letters as often as with a capital; addresses are none."""
    small, capital = Counter[str](), Counter[str]()
    for article in view.articles:
        for part in article.parts:
            told = "".join(segment.text for segment in part.segments).split()
            for word in (word for one in told if not _is_address(one) for word in re.findall(r"[^\W\d_]+", one)):
                (small if word.islower() else capital)[word.lower()] += 1
    return frozenset(word for word, times in small.items() if times >= capital[word])


def _is_address(word: str) -> bool:
    """Is a run of signs without a space an address: of mail, of a page, or the name of a site."""
    return "@" in word or "://" in word or "." in word.strip(".,;:!?…'\"”’)]")


def _parts_of(asked: Sequence[Form], view: CorpusView) -> list[Form]:
    """Each word of a name in several words, wherever it stands with a capital letter: which of them is the family name, and under
    which somebody is spoken of, is told by no order of words. What is also the whole name of another speaker stays."""
    others = {_words(one.name) for one in view.speakers if one.kind is not SpeakerKind.PERSON}
    others |= {_words(article.outlet) for article in view.articles}
    taken = {form.words for form in asked}
    parts = {
        (word,): form.name
        for form in asked
        if len(form.words) > 1
        for word in form.words
        if len(word) >= LEAST_PART and word not in JOINING | GENERATIONS
    }
    return [Form(words, name, True) for words, name in sorted(parts.items()) if words not in taken | others]


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise MissingPath(f"{path}: no such file of names for --redact") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{path}: cannot be read as names for --redact; give a text file in UTF-8") from error
    return [line.partition("#")[0] for line in text.splitlines()]


def _texts(article: ArticleView) -> Iterator[str]:
    """All that an article is known by."""
    parts = ["".join(segment.text for segment in part.segments) for part in article.parts]
    yield from parts
    if article.title and not any(article.title in part for part in parts):
        yield article.title
    yield from (*article.authors, *article.origins, article.url or "")


# ------------------------------------------------------------------------------------------------- whose names


def _asked(name: str, speakers: Iterable[SpeakerView], ordinary: Collection[str]) -> list[Form]:
    """The forms of a name that the user gives. As given it goes in any case."""
    words = _words(name)
    if sum(map(len, words)) < 2:
        raise LimitError(f'--redact "{clean_line(name)}": too short for a name; give it in full')
    them = [one for one in speakers if words in _spelt(one) or (len(words) == 1 and words == _family(_words(one.name)))]
    persons = [one for one in them if one.kind is SpeakerKind.PERSON]
    told = {form for one in them for form in _spelt(one)}
    families = {_family(form) for form in ([words] if not them else []) + [f for one in persons for f in _spelt(one)]}
    return _forms(name, {words}, told | families, ordinary)


def _private(view: CorpusView, known: Collection[str], ordinary: Collection[str]) -> list[Form]:
    """The forms of the names of private persons. A family name that was never met alone and is an ordinary word stays."""
    mine = [one for one in view.speakers if one.kind is SpeakerKind.PERSON and not one.roles and one.id not in known]
    ids = {one.id for one in mine}
    public = {_words(name) for article in view.articles for name in (article.outlet, *article.agencies)}
    for one in view.speakers:
        if one.id not in ids:
            public |= {words for form in _spelt(one) for words in (form, _family(form))}
    out = []
    for one in mine:
        met = _spelt(one)
        if all(len(form) == 1 and form[0] in ordinary for form in met) or _called(one.name) in public:
            continue
        families = {_family(form) for form in met} - {(word,) for word in ordinary}
        out += _forms(one.name, set(), (met | families) - public, ordinary)
    return out


def _spelt(one: SpeakerView) -> set[tuple[str, ...]]:
    """The names by which a speaker is called, as words."""
    return {words for form in (one.name, *(spelling.text for spelling in one.spellings)) if (words := _called(form))}


def _called(text: str) -> tuple[str, ...]:
    """The words of a name; none for what has words that are none of a name: `the spokeswoman`, `an aide of Ada Lind`."""
    small = [word for word in text.split() if word[0].islower() and word not in JOINING]
    words = _words(text)
    return words if not small and sum(map(len, words)) > 1 else ()


def _family(words: tuple[str, ...]) -> tuple[str, ...]:
    """The family name: the last word of several, without a generation (`Jr`)."""
    while len(words) > 2 and words[-1] in GENERATIONS:
        words = words[:-1]
    return words[-1:] if len(words) > 1 and len(words[-1]) > 1 else words


def _forms(name: str, given: set[tuple[str, ...]], told: set[tuple[str, ...]], ordinary: Collection[str]) -> list[Form]:
    rest = sorted(form for form in told - given if form)
    out = [Form(form, name) for form in sorted(given)]
    return out + [Form(form, name, len(form) == 1 and form[0] in ordinary) for form in rest]


# ------------------------------------------------------------------------------------------------ finding them


class _Folds(dict[int, str]):
    """Each character as it is compared: small, without accents; invisible ones are nothing."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        letters = unicodedata.normalize("NFKD", char).casefold()
        folded = "".join(ALIKE.get(one, one) for one in letters if not _is_unseen(one))
        self[code] = " " if char.isspace() else folded
        return self[code]


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc"}


FOLDS = _Folds()


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", name.translate(FOLDS)))


def _slug(name: str) -> list[str]:
    """The words of a name as addresses have them: `juergen`, `mueller`."""
    return re.findall(r"[^\W_]+", name.casefold().translate(SLUGS).translate(FOLDS))


def _pattern(forms: Sequence[Form]) -> re.Pattern[str] | None:
    """What finds the forms in folded text, each in a group of its own."""
    found = [(f"(?<!{LETTER})" if _is_apart(one.words[0][0]) else "", f"({_body(one)})") for one in forms]
    runs = [(before, "|".join(body for _, body in run)) for before, run in groupby(found, key=lambda one: one[0])]
    return re.compile("|".join(f"{before}(?:{body})" for before, body in runs)) if runs else None


def _body(form: Form) -> str:
    if not _is_apart(form.words[-1][-1]):
        behind = ""
    elif len(form.words) > 1:  # in `TomasRell24`, too
        behind = r"(?=(?:'?s|')?(?![^\W\d_]))"
    else:
        behind = f"(?=(?:'?s|')?(?!{LETTER}))"
    return BETWEEN.join(map(_word, form.words)) + behind


def _by_length(one: Form) -> tuple[bool, int, tuple[str, ...]]:
    """Sorts forms: of two that begin alike the longer one is looked for first."""
    return _is_apart(one.words[0][0]), -len("".join(one.words)), one.words


def _is_apart(letter: str) -> bool:
    """Is it a letter of a script in which words stand apart; in others a name is found inside of any text."""
    return re.fullmatch(f"[{WORDED}]", letter) is not None


def _word(word: str) -> str:
    if not CYRILLIC.fullmatch(word):
        return re.escape(word)
    stem = word.rstrip(CASE_ENDS)
    return f"{stem if len(stem) > 2 else word}[а-яёіїєґ]{{0,3}}"


class _Ink:
    """Blacks names out of strings; each string once."""

    def __init__(self, forms: Iterable[Form]) -> None:
        best: dict[tuple[str, ...], Form] = {}
        for form in forms:
            if form.words not in best or best[form.words].capital:
                best[form.words] = form
        self.forms = sorted(best.values(), key=_by_length)
        self.pattern = _pattern(self.forms)
        self.parts = {word for form in self.forms for word in form.words if len(word) >= LEAST_PART}
        long = {word for word in self.parts if len(word) > LEAST_PART}
        self.in_addresses = long | {word for form in self.forms for word in _slug(form.name) if len(word) > LEAST_PART}
        self.done: dict[str, str] = {}
        self.met = Counter[str]()

    def text(self, name: str, value: str) -> str:
        """A string of a view by the name of its field. A stem that a name begins with is blacked out, and the name of a file in
        which a word of a name stands, however it is written there."""
        if name in KEPT:
            return value
        head = next((head for head in STEMMED if value.startswith(head)), "")
        if head and self._begins(value.removeprefix(head)):
            return head + BLACK * len(value.removeprefix(head))
        if name in {"origin", "origins"} and self.is_in_address(value):
            folder, mark, file = value.rpartition("/")
            return self.black(folder) + mark + BLACK * len(file)
        return self.black(value)

    def _begins(self, stem: str) -> bool:
        folded = stem.translate(FOLDS)
        return len(folded) >= LEAST_PART and any(word.startswith(folded) for word in self.parts)

    def is_in_address(self, address: str) -> bool:
        """Does a word of a name stand in an address or the name of a file, in any case, with accents or without, also as `ue` for
        `ü`."""
        plain = unquote(address, "latin-1").translate(FOLDS), unquote(address).translate(FOLDS)
        return any(word in told for told in plain for word in self.in_addresses)

    def black(self, text: str) -> str:
        """The text with every name in it blacked out."""
        if text not in self.done:
            out = list(text)
            for start, end, form in self._found(text):
                self.met[form.name] += 1
                out[start:end] = BLACK * (end - start)
            self.done[text] = "".join(out) if len(out) == len(text) else text
        return self.done[text]

    def together(self, pieces: Sequence[str]) -> list[str]:
        """Pieces of one text, with the names that go over their ends."""
        whole = self.black("".join(pieces))
        return [whole[a:b] for a, b in pairwise(accumulate(map(len, pieces), initial=0))]

    def names(self, text: str) -> list[str]:
        """The names in a text, as often as they stand there."""
        return [form.name for _, _, form in self._found(text)]

    def _found(self, text: str) -> Iterator[tuple[int, int, Form]]:
        if self.pattern is None or not self.pattern.search(unquote(text).translate(FOLDS)):
            return
        folded, places = _folded(text)
        for match in self.pattern.finditer(folded):
            form = self.forms[(match.lastindex or 1) - 1]
            start, end = places[match.start()][0], places[match.end() - 1][1]
            if form.capital and text[start].islower():
                continue
            while end < len(text) and unicodedata.category(text[end]) in {"Mn", "Me"}:
                end += 1
            yield start, end, form


def _folded(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Text as it is compared, and for each of its characters the characters of the text that it stands for."""
    out: list[str] = []
    places: list[tuple[int, int]] = []
    for char, start, end in _characters(text):
        folds = FOLDS[ord(char)]
        out.append(folds)
        places += [(start, end)] * len(folds)
    return "".join(out), places


def _characters(text: str) -> Iterator[tuple[str, int, int]]:
    """The characters with their places, those of addresses read: `%C3%A9` is one."""
    at = 0
    for match in ESCAPED.finditer(text):
        yield from ((text[place], place, place + 1) for place in range(at, match.start()))
        at = match.start()
        for char in unquote(match.group(), errors="replace"):
            width = 3 * len(char.encode()) if char != "\ufffd" else 3
            yield char, at, min(at + width, match.end())
            at = min(at + width, match.end())
        at = match.end()
    yield from ((text[place], place, place + 1) for place in range(at, len(text)))


# ---------------------------------------------------------------------------------------------- in which order


class _Pass:
    """Views of which pieces are blacked out together: a name may go over the end of a segment, or of a passage."""

    def __init__(self, view: CorpusView, ink: _Ink) -> None:
        self.ink = ink
        self.parts: Mapping[str, Mapping[str, str]] = {
            one.id: {part.name: "".join(segment.text for segment in part.segments) for part in one.parts}
            for one in view.articles
        }

    def change(self, one: Any) -> Any:
        """A view with its pieces blacked out."""
        if isinstance(one, PartView):
            return self._part(one)
        if isinstance(one, Passage):
            return self._passage(one)
        if isinstance(one, StatementView):
            found, said = self._quoted(one)
            return replace(one, passages=found, quote=said)
        if isinstance(one, PositionView):
            return self._position(one)
        if isinstance(one, ArticleView) and one.url and self._is_named(one):
            return replace(one, url=None)  # the page shows the name
        return one

    def _is_named(self, one: ArticleView) -> bool:
        told = self.parts.get(one.id, {}).values()
        return self.ink.is_in_address(one.url or "") or any(self.ink.names(text) for text in (*told, *one.authors))

    def _part(self, part: PartView) -> PartView:
        texts = self.ink.together([segment.text for segment in part.segments])
        made = zip(part.segments, texts, strict=True)
        return replace(part, segments=tuple(self._segment(old, text) for old, text in made))

    def _segment(self, old: Segment, text: str) -> Segment:
        by = self.ink.black(old.by)
        return old if (text, by) == (old.text, old.by) else replace(old, text=text, by=by)

    def _passage(self, one: Passage) -> Passage:
        part = self.parts.get(one.span.article, {}).get(one.span.part, "")
        if part[one.span.start : one.span.end] == one.text:
            text = self.ink.black(part)[one.span.start : one.span.end]
        else:
            text = self.ink.black(one.text)
        return one if text == one.text else replace(one, text=text)

    def _quoted(self, one: StatementView | PositionView) -> tuple[tuple[Passage, ...], str]:
        found = tuple(map(self._passage, one.passages))
        return found, quote(found) if one.quote == quote(one.passages) else self.ink.black(one.quote)

    def _position(self, one: PositionView) -> PositionView:
        """A position with what stands around its quotation: names go over the ends of that, too."""
        found, said = self._quoted(one)
        near = one.context
        before, lead, within, trail, after = self.ink.together(
            (near.before, near.lead, one.quote, near.trail, near.after)
        )
        if len(found) == 1 and said == found[0].text:
            said = "".join(BLACK if BLACK in pair else pair[0] for pair in zip(said, within, strict=True))
            found = (replace(found[0], text=said),)
        return replace(one, passages=found, quote=said, context=Context(before, lead, trail, after))
