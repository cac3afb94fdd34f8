-- Schema 3: tables of names that the user brought. A table is known by its path; the same path with other bytes replaces it.

CREATE TABLE name_tables (
    number INTEGER PRIMARY KEY,
    place TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    size INTEGER NOT NULL
);

-- `data` is the row as JSON.
CREATE TABLE name_rows (
    number INTEGER PRIMARY KEY,
    name_table INTEGER NOT NULL REFERENCES name_tables (number) ON DELETE CASCADE,
    data TEXT NOT NULL
);
CREATE INDEX name_rows_by_table ON name_rows (name_table);

-- What the names of a row are looked up by.
CREATE TABLE name_keys (
    key TEXT NOT NULL,
    row INTEGER NOT NULL REFERENCES name_rows (number) ON DELETE CASCADE,
    PRIMARY KEY (key, row)
) WITHOUT ROWID;
CREATE INDEX name_keys_by_row ON name_keys (row);
