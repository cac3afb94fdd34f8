-- Schema 4: gists by week, chapters by story, week and storyline, and edges by their ends.

-- `mark` is a hash of the record, 40 bits: a week's sum of them tells whether anything in it has changed.
CREATE TABLE gists (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    article TEXT NOT NULL,
    page TEXT NOT NULL,
    work TEXT NOT NULL,
    week INTEGER NOT NULL,
    mark INTEGER NOT NULL,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX gists_by_unit ON gists (unit);
CREATE INDEX gists_by_article ON gists (article, week);
CREATE INDEX gists_by_page ON gists (page, article);
CREATE INDEX gists_by_work ON gists (work, article);
CREATE INDEX gists_by_week ON gists (week, mark);

-- `joined` is the story that swallowed this one, or empty.
CREATE TABLE chapters (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    unit INTEGER NOT NULL REFERENCES units (number) ON DELETE CASCADE,
    story TEXT NOT NULL,
    week INTEGER NOT NULL,
    line TEXT NOT NULL,
    joined TEXT NOT NULL,
    mark INTEGER NOT NULL,
    data TEXT NOT NULL,
    UNIQUE (key, unit)
);
CREATE INDEX chapters_by_unit ON chapters (unit);
CREATE INDEX chapters_by_story ON chapters (story, mark);
CREATE INDEX chapters_by_week ON chapters (week, mark);
CREATE INDEX chapters_by_line ON chapters (line, mark);
CREATE INDEX chapters_joined ON chapters (joined, story) WHERE joined != '';

-- The heaviest words of a founding chapter's outline: what stories of one line are looked up by.
CREATE TABLE chapter_words (
    word TEXT NOT NULL,
    week INTEGER NOT NULL,
    story TEXT NOT NULL,
    weight REAL NOT NULL,
    chapter INTEGER NOT NULL REFERENCES chapters (number) ON DELETE CASCADE,
    PRIMARY KEY (word, week, story, chapter)
) WITHOUT ROWID;
CREATE INDEX chapter_words_by_chapter ON chapter_words (chapter);

ALTER TABLE edges ADD COLUMN relation TEXT NOT NULL DEFAULT '';
ALTER TABLE edges ADD COLUMN left_end TEXT NOT NULL DEFAULT '';
ALTER TABLE edges ADD COLUMN right_end TEXT NOT NULL DEFAULT '';
UPDATE edges SET relation = json_extract(data, '$.relation'), left_end = json_extract(data, '$.left'),
    right_end = json_extract(data, '$.right');
CREATE INDEX edges_by_left ON edges (left_end, relation);
CREATE INDEX edges_by_relation ON edges (relation);

CREATE INDEX pages_that_replace ON pages (replaces) WHERE replaces IS NOT NULL;

-- What has to be looked at again: weeks whose articles came, went or changed, stories and storylines whose chapters did.
-- Triggers note it in the transaction that does it, so that nothing is forgotten and nothing else need be looked at.
CREATE TABLE touched (
    kind TEXT NOT NULL,
    key NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE TRIGGER gist_came AFTER INSERT ON gists BEGIN
    INSERT OR IGNORE INTO touched VALUES ('week', NEW.week), ('work', NEW.work);
END;
CREATE TRIGGER gist_went AFTER DELETE ON gists BEGIN
    INSERT OR IGNORE INTO touched VALUES ('week', OLD.week), ('work', OLD.work);
END;
CREATE TRIGGER chapter_came AFTER INSERT ON chapters BEGIN
    INSERT OR IGNORE INTO touched VALUES ('story', NEW.story), ('line', NEW.line);
END;
CREATE TRIGGER chapter_went AFTER DELETE ON chapters BEGIN
    INSERT OR IGNORE INTO touched VALUES ('story', OLD.story), ('line', OLD.line);
    INSERT OR IGNORE INTO touched SELECT 'story', OLD.joined WHERE OLD.joined != '';
END;
