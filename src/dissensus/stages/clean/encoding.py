"""Which encoding an HTML page is in: its mark of order, what it declares if that fits, else a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dissensus.text import MARKS, Decoded, decode

DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w:.-]{2,30})", re.IGNORECASE)
HEADER = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([\w:.-]{2,30})", re.IGNORECASE)
STRAYS = re.compile("[\udc80-\udcff]")
MANY_BYTES = re.compile("[^\x00-\x7f\udc80-\udcff]")
LOOKED_AT = 8192  # bytes; browsers look at 1024, some pages declare it later
STRAY = 1000  # one byte in so many may not fit what is declared
STRAY_UTF8 = 10  # one stray byte to so many well-formed letters of more than a byte: still UTF-8
# Labels as browsers read them; what is not named here is not believed.
SAME = re.compile(
    r"(?:windows-125[0-8]|cp125[0-8]|iso-8859-(?:[2-9]|1[03-6])|koi8-[ru]|gbk|gb18030|big5|euc-(?:jp|kr)|shift_jis|macroman)$"
)
READ_AS = {
    "iso-8859-1": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252", "ascii": "windows-1252",
    "us-ascii": "windows-1252", "gb2312": "gb18030", "x-sjis": "shift_jis", "windows-31j": "shift_jis",
    "iso8859-1": "windows-1252", "iso_8859-1": "windows-1252", "x-mac-roman": "macroman", "iso-8859-9": "windows-1254",
    "ks_c_5601-1987": "euc-kr",
}  # fmt: skip


def decode_html(content: bytes, headers: Sequence[tuple[str, str]] = ()) -> Decoded:
    """The page as text. UTF-8 wins wherever the bytes are UTF-8, whatever is declared; a declared UTF-8 that they are
    not is not believed."""
    if any(content.startswith(mark) for mark, _ in MARKS):
        return decode(content)
    if not content.isascii() and not _is_utf8(content):
        for label in _declared(content, headers):
            encoding = READ_AS.get(label, label if SAME.match(label) else None)
            if encoding and _fits(content, encoding):
                return decode(content, encoding)
    return decode(content, "utf-8" if _is_utf8(content) and b"\x00" not in content[:100] else None)


def _declared(content: bytes, headers: Sequence[tuple[str, str]]) -> list[str]:
    labels = []
    for name, value in headers:
        match = HEADER.search(value[:200]) if name.lower() == "content-type" else None
        if match:
            labels.append(match[1].lower())
    match_bytes = DECLARED.search(content[:LOOKED_AT])
    if match_bytes:
        labels.append(match_bytes[1].decode("ascii").lower())
    return labels


def _is_utf8(content: bytes) -> bool:
    """Are the bytes UTF-8 but for a few stray ones: few beside its letters of several bytes, which no other encoding
    makes by chance."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "surrogateescape")
    else:
        return True
    stray = len(STRAYS.findall(text))
    return not stray or stray * STRAY_UTF8 <= len(MANY_BYTES.findall(text))


def _fits(content: bytes, encoding: str) -> bool:
    text = content.decode(encoding, "surrogateescape")
    stray = len(STRAYS.findall(text))
    return stray * STRAY <= len(text)
