-- Schema 2: where captures were met, in the order of their arrival, and what a capture replaced there.

ALTER TABLE pages ADD COLUMN replaces TEXT;

-- A place is the path of a file, or for a record with an id of its own `path#id`; `number` tells what came later.
CREATE TABLE arrivals (
    number INTEGER PRIMARY KEY,
    place TEXT NOT NULL,
    page TEXT NOT NULL REFERENCES pages (id),
    UNIQUE (place, page)
);
CREATE INDEX arrivals_by_page ON arrivals (page);

-- Files that were read before were not asked for their order: what was taken in last is known to be there.
INSERT INTO arrivals (place, page)
    SELECT origin.value, pages.id FROM pages, json_each(pages.origins) AS origin
    WHERE pages.media_type != 'application/json' AND origin.value != '-'
    ORDER BY pages.rowid, origin.value;
