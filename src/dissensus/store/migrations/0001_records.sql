-- Schema 1: captures, units of work, one table a noun, and an index over what statements say.
--
-- `data` is the record as JSON, whole; the columns beside it are what rows are found and sorted by. Unit 0 is nobody's:
-- notes of reading files and the words of persons, which no re-run deletes. A record's `key` is its id; nouns without an
-- id get their span and a running number. Two units may give a record with the same id, one unit may not.

CREATE TABLE units (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    stage TEXT NOT NULL,
    unit TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    UNIQUE (stage, unit)
);
INSERT INTO units (number, stage, unit, fingerprint) VALUES (0, '', '', '');

-- `content` is compressed by zlib; `origins` and `headers` are JSON.
CREATE TABLE pages (
    id TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    url TEXT,
    fetched TEXT,
    headers TEXT NOT NULL,
    origins TEXT NOT NULL,
    content BLOB NOT NULL
);

-- Nouns that are one span of an article.

CREATE TABLE blocks (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    article TEXT NOT NULL,
    part TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX blocks_by_unit ON blocks (unit);
CREATE INDEX blocks_by_span ON blocks (article, part, start, stop, key);

CREATE TABLE offsets (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    article TEXT NOT NULL,
    part TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX offsets_by_unit ON offsets (unit);
CREATE INDEX offsets_by_span ON offsets (article, part, start, stop, key);

CREATE TABLE mentions (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    article TEXT NOT NULL,
    part TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX mentions_by_unit ON mentions (unit);
CREATE INDEX mentions_by_span ON mentions (article, part, start, stop, key);

CREATE TABLE times (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    article TEXT NOT NULL,
    part TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX times_by_unit ON times (unit);
CREATE INDEX times_by_span ON times (article, part, start, stop, key);

CREATE TABLE quantities (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    article TEXT NOT NULL,
    part TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX quantities_by_unit ON quantities (unit);
CREATE INDEX quantities_by_span ON quantities (article, part, start, stop, key);

-- Nouns that lie in an article, or in none.

CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    article TEXT,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX articles_by_unit ON articles (unit);
CREATE INDEX articles_by_article ON articles (article);

CREATE TABLE statements (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    article TEXT,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX statements_by_unit ON statements (unit);
CREATE INDEX statements_by_article ON statements (article);

CREATE TABLE claims (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    article TEXT,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX claims_by_unit ON claims (unit);
CREATE INDEX claims_by_article ON claims (article);

CREATE TABLE positions (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    article TEXT,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX positions_by_unit ON positions (unit);
CREATE INDEX positions_by_article ON positions (article);

CREATE TABLE discrepancies (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    article TEXT,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX discrepancies_by_unit ON discrepancies (unit);
CREATE INDEX discrepancies_by_article ON discrepancies (article);

-- Nouns above articles.

CREATE TABLE stories (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX stories_by_unit ON stories (unit);

CREATE TABLE storylines (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX storylines_by_unit ON storylines (unit);

CREATE TABLE speakers (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX speakers_by_unit ON speakers (unit);

CREATE TABLE places (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX places_by_unit ON places (unit);

CREATE TABLE disputes (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX disputes_by_unit ON disputes (unit);

CREATE TABLE edges (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX edges_by_unit ON edges (unit);

CREATE TABLE drops (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX drops_by_unit ON drops (unit);

-- What statements say, for searching; a row's number is its statement's. The words stand here a second time: an index
-- without them (content='') can only be emptied by handing it the old words again, which a re-cleaned article no longer
-- has, and contentless_delete needs SQLite 3.43.
CREATE VIRTUAL TABLE statement_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2');
