"""English as it stands on pages: months, weekdays, leftovers by the kind of block they betray, words of outlets' names.

Leftovers are lower case, without apostrophe variants. How they are held against a line is told at each list.
"""

from __future__ import annotations

from collections.abc import Mapping

from dissensus.records import BlockKind


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


MONTHS: Mapping[str, int] = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6,
    "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip

WEEKDAYS: Mapping[str, int] = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip

# A line that opens with one of these is of that kind, if it is short. RELATED phrases must fill their line (a heading,
# with or without a colon) or open it and be followed by a colon (a lone link).
LEFTOVERS: Mapping[BlockKind, tuple[str, ...]] = {
    BlockKind.RELATED: (
        "read also", "also read", "see also", "read more", "read next", "read on", "related", "related articles",
        "related coverage", "related stories", "related news", "related topics", "related content", "related links",
        "related posts", "related reading", "more on this topic", "more on this story", "more on this", "more stories",
        "more news", "more from", "more about this", "more like this", "most read", "most popular", "most viewed",
        "most shared", "popular now", "popular stories", "trending", "trending now", "top stories", "latest news",
        "latest stories", "latest", "recent posts", "recent news", "recommended", "recommended for you",
        "recommended stories", "you may also like", "you might also like", "you may like", "you might like",
        "don't miss", "also in this issue", "also in the news", "in other news", "other news", "editor's picks",
        "editors' picks", "editor's choice", "what to read next", "up next", "next article", "previous article",
        "next story", "previous story", "keep reading", "further reading", "around the web", "from the web",
        "sponsored", "sponsored content", "promoted", "promoted stories", "from our partners", "more to read",
        "related story", "related article", "must read", "must reads", "in this story", "watch also", "watch now",
        "read the full report", "learn more", "explore more", "tags", "topics", "filed under", "categories", "category",
        "more on the topic", "on this topic", "on the topic", "on the subject", "news on the topic",
    ),
    BlockKind.SHARE: (
        "share this", "share on", "share via", "share the", "share with", "share article", "share story", "share:",
        "share now", "share to", "like this", "like us on", "follow us", "follow our", "subscribe to our channel",
        "subscribe to our telegram", "subscribe to us on", "join us on", "join our telegram", "join our channel",
        "join our whatsapp", "find us on", "copy link", "link copied", "email this", "e-mail this", "print this",
        "print article", "tweet this", "tweet", "send this", "turn on notifications", "save this article",
        "add us as a preferred source", "add as a preferred source", "follow us on", "save article", "bookmark",
        "download our app", "download the app", "get the app", "listen to this article", "read in app",
    ),
    BlockKind.NEWSLETTER: (
        "sign up for", "sign up to", "sign up now", "sign up here", "subscribe to our", "subscribe to the",
        "subscribe now",
        "subscribe for", "subscribe today", "get our newsletter", "get the newsletter", "get our free",
        "get the best of",
        "get the day's", "join our newsletter", "join our mailing list", "enter your e-mail", "enter your email",
        "your e-mail address", "your email address", "our newsletter", "newsletter", "newsletters",
        "our free newsletter",
        "by signing up", "by subscribing", "by entering your e", "to get our stories", "get breaking news",
        "get the latest news delivered", "get the latest", "delivered to your inbox", "become a member",
        "support our journalism", "support independent journalism", "support us", "donate now", "make a donation",
    ),
    BlockKind.COOKIE: (
        "accept all", "accept cookies", "accept & close", "manage choices", "manage cookies", "cookie settings",
        "cookie policy", "cookie preferences", "cookies", "privacy settings", "privacy policy", "we value your privacy",
        "we and our partners", "your privacy", "do not sell my", "this site is protected by recaptcha",
        "we use your data", "advertising cookies",
    ),
    BlockKind.COMMENT: (
        "comments", "leave a comment", "leave a reply", "post a comment", "add a comment", "join the conversation",
        "join the discussion", "show comments", "view comments", "no comments", "write a comment",
        "be the first to comment",
        "log in to comment", "login to comment", "have your say", "what do you think", "sign in to comment",
        "you must be logged in", "comments are closed", "report a comment", "report abuse", "your comment",
    ),
    BlockKind.BIO: (
        "about the author", "about the authors", "about the writer", "the author is", "the writer is",
        "the authors are",
        "the views expressed", "views expressed", "the opinions expressed", "opinions expressed",
        "this column does not necessarily",
    ),
    BlockKind.CREDIT: (
        "reporting by", "additional reporting by", "with reporting by", "with reporting from", "editing by",
        "writing by",
        "with additional reporting", "our standards:", "all rights reserved", "copyright", "©", "(c) 20", "source:",
        "sources:",
        "this article was originally published", "this story was originally published", "this article first appeared",
        "contributed to this report", "translated by", "the material was prepared",
    ),
    BlockKind.CAPTION: (
        "photo:", "photos:", "photo by", "photo credit", "photo/", "foto:", "photograph:", "photograph by", "picture:",
        "pictures:", "image:", "images:", "image source", "image credit", "image caption", "illustration:",
        "illustration by", "illustrative photo", "file photo", "file image", "file picture", "video:", "credit:",
        "screenshot:", "graphic:", "infographic:", "media caption", "photo caption", "caption:", "getty images",
    ),
    BlockKind.MARKUP: (
        "skip to content", "skip to main content", "skip to navigation", "skip navigation", "jump to content",
        "advertisement",
        "advertising", "ad feedback", "story continues below", "article continues below", "continue reading below",
        "scroll to continue", "scroll down", "loading", "please enable javascript", "javascript is disabled",
        "back to top", "top of page", "go to top", "log in", "sign in", "login", "register", "menu", "search",
        "home page",
        "toggle navigation", "close menu", "terms of use", "terms and conditions", "contact us", "view gallery",
        "open image", "play video", "click here", "click to", "tap to", "watch video", "watch:", "video player",
        "if you notice an error", "if you found a spelling", "found a mistake", "found an error",
        "if you find an error",
        "noticed a mistake", "report an error", "highlight the text", "select the text", "minutes read", "min read",
        "reading time", "time to read", "estimated reading",
    ),
}  # fmt: skip

# A passage that tells that the rest is for payers. Looked for anywhere in a short block.
PAYWALL: tuple[str, ...] = (
    "subscribe to continue", "subscribe to read", "subscribe to keep reading", "subscribe to unlock",
    "log in to continue",
    "sign in to continue", "register to continue", "to continue reading", "to read the full", "to read the rest",
    "continue reading with", "this article is for subscribers", "this article is reserved for", "for subscribers only",
    "subscriber-only", "subscribers only", "premium content", "unlock this article", "already a subscriber",
    "you have reached your limit", "your free articles", "this content is only available",
)  # fmt: skip

# What a teaser that runs on elsewhere ends with.
TEASER_ENDS: tuple[str, ...] = (
    "read more",
    "continue reading",
    "more...",
    "more…",
    "full story",
    "learn more",
    "read on",
)

# Words of a line that tells of cookies: the word itself and one of these.
COOKIE_WORDS: tuple[str, ...] = ("cookie", "cookies")

# What opens a line that names who wrote.
BYLINE_WORDS: tuple[str, ...] = (
    "by",
    "written by",
    "author",
    "authors",
    "text by",
    "words by",
    "reported by",
    "story by",
)

# What nobody is called, though it stands where an author stands.
NOT_AUTHORS: frozenset[str] = _words(
    "admin administrator staff agencies agency editor editors editorial newsroom newsdesk webmaster author unknown"
    " anonymous none null redaction reporter reporters correspondent correspondents desk team wire service and the"
    " our from online web news"
)

# Words that tell an outlet's name from other names.
OUTLET_WORDS: frozenset[str] = _words(
    "times post herald tribune gazette bulletin mail journal news today telegraph guardian observer chronicle courier"
    " daily weekly monthly press standard express star sun mirror independent inquirer examiner sentinel ledger"
    " dispatch record register reporter review world globe echo argus advertiser advocate beacon voice wire agency"
    " newspaper paper magazine tv radio television channel broadcasting online media network portal digest monitor"
    " islander sunday evening morning outlook insider zeitung presse nachrichten"
    " diario correo noticias monde novosti vesti visti"
)

# Nouns of a credit line: who handed out a picture.
CREDIT_WORDS: frozenset[str] = _words(
    "photo photos photograph picture pictures image images handout courtesy getty file archive screenshot pool"
    " service press office via stock illustration"
)
