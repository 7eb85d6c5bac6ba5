-- The schema of skills.db, number 1. It is a public promise: within a number nothing is renamed, removed or given
-- another meaning.
--
-- Content (what an entry is) and numbers (what moves by itself every night) are apart. Conventions: lists are JSON
-- arrays of texts (read them with json_each), days are days since 1970-01-01, an empty text means none, and a number
-- that is not known is NULL. Made from skills.jsonl, with SQLite by discovery.edge.sqlite.SkillsDb.

-- What this file is.
CREATE TABLE meta (
    key TEXT PRIMARY KEY,   -- format, schema: of the dump that it was made from; entries; next_slot: every slot is
                            -- below it; sqlite: the version that wrote the file, as its bytes depend on it
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

-- One extension: a skill, a server, a plugin, …
CREATE TABLE entries (
    slot INTEGER PRIMARY KEY,       -- its number here and its row in embeddings.bin; given once, never reused
    id TEXT NOT NULL UNIQUE,        -- stable for ever
    kind TEXT NOT NULL,             -- skill, mcp-server, plugin, marketplace, agent, command, hook or pack
    slug TEXT NOT NULL,             -- readable name in URLs; changes when the thing is renamed
    name TEXT NOT NULL,             -- as it calls itself
    title TEXT NOT NULL,            -- a name for people, where it differs
    description TEXT NOT NULL,
    repository INTEGER NOT NULL,    -- GitHub's number of the repository; 0: none
    place TEXT NOT NULL,            -- owner/name of the repository
    owner TEXT NOT NULL GENERATED ALWAYS AS (substr(place, 1, instr(place, '/') - 1)) VIRTUAL,
    path TEXT NOT NULL,             -- path in the repository, or the name in its registry
    commit_id TEXT NOT NULL,        -- commit at which it was read
    blob TEXT NOT NULL,             -- git's id of the file
    sha256 TEXT NOT NULL,           -- of the file's original bytes
    licence TEXT NOT NULL,
    version TEXT NOT NULL,
    author TEXT NOT NULL,
    homepage TEXT NOT NULL,         -- http or https
    language TEXT NOT NULL,         -- main programming language of the repository
    status TEXT NOT NULL,           -- life state that a registry gives: active, deprecated, deleted
    archived INTEGER NOT NULL,      -- 1: the repository is read-only
    fork INTEGER NOT NULL,          -- 1: the repository is a fork
    tags TEXT NOT NULL,             -- list: words of authors and GitHub topics; also in entry_tags
    categories TEXT NOT NULL,       -- list: ids of our taxonomy; also in entry_categories
    gist TEXT NOT NULL,             -- the beginning of its text without markup
    tools TEXT NOT NULL,            -- list: tools that it asks for
    events TEXT NOT NULL,           -- list: events that a hook listens to
    commands TEXT NOT NULL,         -- list: command lines that it starts
    packages TEXT NOT NULL,         -- list: packages of a server, as `npm @scope/name 1.2.3`
    remotes TEXT NOT NULL,          -- list: addresses of a remote server
    sources TEXT NOT NULL,          -- list: ids of the sources that saw it; also in entry_sources
    provenance TEXT NOT NULL,       -- object: field -> id of the source whose value it has
    original TEXT NOT NULL,         -- id of what it is a copy of; its own id for an original with copies
    reason TEXT NOT NULL,           -- why it is taken for a copy, or for the original
    flaws TEXT NOT NULL,            -- list: rule ids of what was wrong when it was read
    first_seen INTEGER NOT NULL,    -- day on which the index first had it
    formerly TEXT NOT NULL          -- list: slugs that it had before, the newest last; also in entry_slugs
) STRICT;

CREATE INDEX entries_by_slug ON entries (slug);

-- What changes every night, of every entry.
CREATE TABLE numbers (
    slot INTEGER PRIMARY KEY REFERENCES entries,
    stars INTEGER,                  -- of the repository
    forks INTEGER,                  -- of the repository
    issues INTEGER,                 -- open ones of the repository
    created INTEGER,                -- day on which the repository was made
    pushed INTEGER,                 -- day of the last push to it
    words INTEGER,                  -- words of the entry's text
    score INTEGER NOT NULL,         -- 0 to 10,000: hundredths of a point of 100
    copies INTEGER,                 -- how many its family has besides the original; NULL: it has no family
    parts TEXT NOT NULL             -- JSON array of what the score is made of, in the order of the table parts:
                                    -- ten-thousandths of 1 each, null where not known
) STRICT;

-- What scores are made of; empty where the dump doesn't say.
CREATE TABLE parts (
    part INTEGER PRIMARY KEY,       -- position in numbers.parts, from 0
    name TEXT NOT NULL,
    weight INTEGER NOT NULL         -- its share, in parts of the sum of all weights
) STRICT;

CREATE TABLE entry_tags (
    tag TEXT NOT NULL,              -- lower case
    slot INTEGER NOT NULL REFERENCES entries,
    PRIMARY KEY (tag, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_categories (
    category TEXT NOT NULL,         -- id of our taxonomy
    slot INTEGER NOT NULL REFERENCES entries,
    PRIMARY KEY (category, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_sources (
    source TEXT NOT NULL,           -- id of a source in the configuration
    slot INTEGER NOT NULL REFERENCES entries,
    PRIMARY KEY (source, slot)
) STRICT, WITHOUT ROWID;

-- Slugs that entries had before: who asks for one means the entry, unless another has that slug now.
CREATE TABLE entry_slugs (
    slug TEXT NOT NULL,
    slot INTEGER NOT NULL REFERENCES entries,
    PRIMARY KEY (slug, slot)
) STRICT, WITHOUT ROWID;

-- What contains what: a plugin its skills, a marketplace its plugins, a pack what it recommends.
CREATE TABLE members (
    parent INTEGER NOT NULL REFERENCES entries,     -- slot of what contains
    child INTEGER NOT NULL REFERENCES entries,      -- slot of what is contained
    PRIMARY KEY (parent, child)
) STRICT, WITHOUT ROWID;

CREATE INDEX members_by_child ON members (child);

-- What a reader should know before installing an entry.
CREATE TABLE findings (
    slot INTEGER NOT NULL REFERENCES entries,
    number INTEGER NOT NULL,        -- from 0, in order of importance
    rule TEXT NOT NULL,             -- id of the safety rule
    severity TEXT NOT NULL,         -- high, medium or low
    line INTEGER NOT NULL,          -- line of the entry's text, from 1
    excerpt TEXT NOT NULL,          -- that line, cleaned and cut
    PRIMARY KEY (slot, number)
) STRICT, WITHOUT ROWID;

-- What readers of the format say.
CREATE TABLE verdicts (
    slot INTEGER NOT NULL REFERENCES entries,
    number INTEGER NOT NULL,        -- from 0
    reader TEXT NOT NULL,           -- agent-skills: the specification; claude-code: what it accepts
    accepts INTEGER NOT NULL,       -- 1 or 0
    rules TEXT NOT NULL,            -- list: rule ids of what it objects to
    PRIMARY KEY (slot, number)
) STRICT, WITHOUT ROWID;

-- Full-text search; its rowid is the slot. Diacritics and case don't matter:
--   SELECT e.id, e.name FROM search s JOIN entries e ON e.slot = s.rowid
--   WHERE search MATCH 'pdf form' ORDER BY bm25(search, 10, 8, 4, 6, 3, 2, 1) LIMIT 10;
CREATE VIRTUAL TABLE search USING fts5 (
    name, title, description, tags, categories, owner, gist,
    content = 'entries', content_rowid = 'slot', tokenize = 'unicode61 remove_diacritics 2'
);

-- One readable row an entry: days as dates, the score in points of 100.
CREATE VIEW listing AS
SELECT e.slot, e.id, e.kind, e.slug, e.name, e.description, e.place, e.owner, e.path, e.licence, e.language,
    e.version, e.author, n.stars, round(n.score / 100.0, 2) AS score,
    date(n.pushed * 86400, 'unixepoch') AS pushed, date(e.first_seen * 86400, 'unixepoch') AS first_seen,
    iif(e.place = '', e.homepage, 'https://github.com/' || e.place) AS url
FROM entries e JOIN numbers n USING (slot);

CREATE VIEW skills AS SELECT * FROM listing WHERE kind = 'skill';
CREATE VIEW servers AS SELECT * FROM listing WHERE kind = 'mcp-server';
CREATE VIEW plugins AS SELECT * FROM listing WHERE kind = 'plugin';
CREATE VIEW marketplaces AS SELECT * FROM listing WHERE kind = 'marketplace';
CREATE VIEW agents AS SELECT * FROM listing WHERE kind = 'agent';
CREATE VIEW commands AS SELECT * FROM listing WHERE kind = 'command';
CREATE VIEW hooks AS SELECT * FROM listing WHERE kind = 'hook';
CREATE VIEW packs AS SELECT * FROM listing WHERE kind = 'pack';

-- The best first, copies left out.
CREATE VIEW best AS
SELECT l.* FROM listing l JOIN entries e USING (slot)
WHERE e.original IN ('', e.id) ORDER BY l.score DESC, l.id;

-- The newest first.
CREATE VIEW newest AS SELECT * FROM listing ORDER BY first_seen DESC, id;

-- Everything that is no copy.
CREATE VIEW originals AS
SELECT l.*, n.copies FROM listing l JOIN entries e USING (slot) JOIN numbers n USING (slot)
WHERE e.original IN ('', e.id);

-- Every copy beside its original.
CREATE VIEW copies AS
SELECT e.id, e.name, e.place, o.id AS original, o.name AS original_name, o.place AS original_place, e.reason
FROM entries e LEFT JOIN entries o ON o.id = e.original WHERE e.original NOT IN ('', e.id);

-- What to look at before installing: the most severe first.
CREATE VIEW risky AS
SELECT l.id, l.kind, l.name, l.place, f.severity, f.rule, f.line, f.excerpt
FROM findings f JOIN listing l USING (slot)
ORDER BY CASE f.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, l.id, f.number;

-- What a format's reader does not accept.
CREATE VIEW rejected AS
SELECT e.id, e.kind, e.name, e.place, e.path, v.reader, v.rules FROM verdicts v JOIN entries e USING (slot)
WHERE NOT v.accepts;

-- What contains what, by id.
CREATE VIEW contents AS
SELECT p.id AS parent, p.kind AS parent_kind, p.name AS parent_name, c.id, c.kind, c.name
FROM members m JOIN entries p ON p.slot = m.parent JOIN entries c ON c.slot = m.child;

-- What each entry's score is made of: from 0 to 1; NULL where not known.
CREATE VIEW score_parts AS
SELECT e.id, j.key AS part, p.name, p.weight, j.value / 10000.0 AS value
FROM entries e JOIN numbers n USING (slot), json_each(n.parts) j LEFT JOIN parts p ON p.part = j.key;

CREATE VIEW by_kind AS SELECT kind, count(*) AS entries FROM entries GROUP BY kind;
CREATE VIEW by_source AS
SELECT source, count(*) AS entries FROM entry_sources GROUP BY source ORDER BY entries DESC, source;
CREATE VIEW by_tag AS SELECT tag, count(*) AS entries FROM entry_tags GROUP BY tag ORDER BY entries DESC, tag;
CREATE VIEW by_category AS
SELECT category, count(*) AS entries FROM entry_categories GROUP BY category ORDER BY entries DESC, category;
CREATE VIEW by_licence AS
SELECT licence, count(*) AS entries FROM entries GROUP BY licence ORDER BY entries DESC, licence;
CREATE VIEW by_owner AS
SELECT owner, count(*) AS entries FROM entries WHERE owner <> '' GROUP BY owner ORDER BY entries DESC, owner;
