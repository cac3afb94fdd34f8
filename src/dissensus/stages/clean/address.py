"""What an address is the address of: one form for all captures of a work, however they came to it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from dissensus.stages.clean.sources import normal_url

# Forms of a page for phones. Nothing is taken off a host of two labels, nor a path that is nothing else.
PHONE_HOST = re.compile(r"^(?:m|mobile|amp)\.(?=[^.]+\.[^.]+)")
PHONE_PATH = re.compile(r"(?<=[^/])/amp$|^/amp(?=/[^/])")
PHONE_END = re.compile(r"\.amp(?=\.html?$)|\.amp$")
PHONE_FIELD = re.compile(r"(?:amp|amp=[^&]*|outputType=amp|m=1)$", re.IGNORECASE)


def work_at(url: str) -> str | None:
    """The work at a web address, as an address: https, no `www.` nor `m.`, no fragment, no tracking, no form for phones
    (`/amp`). Null for what is no web address, and for a site's front page, which is no article's address."""
    plain = normal_url(url)
    if plain is None:
        return None
    parts = urlsplit(plain)
    host = PHONE_HOST.sub("", parts.netloc)
    path = PHONE_END.sub("", PHONE_PATH.sub("", parts.path))
    query = "&".join(field for field in parts.query.split("&") if field and not PHONE_FIELD.match(field))
    return urlunsplit(("https", host, path, query, "")) if path or query else None
