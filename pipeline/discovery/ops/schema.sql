-- infra.db: what the index stands on, and what became of it. Times are UTC, as 2026-11-21T03:23:00Z.
-- The first five tables say what there is (manifests/infra.yaml), the next two what happened. No value of a secret is here.

CREATE TABLE servers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    hostname TEXT,
    role TEXT,
    os TEXT,
    tags TEXT NOT NULL DEFAULT '[]',              -- JSON array of texts
    status TEXT NOT NULL DEFAULT 'unknown',       -- healthy, degraded, unhealthy, unknown
    notes TEXT
) STRICT;

CREATE TABLE services (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    server_id INTEGER NOT NULL REFERENCES servers(id),
    type TEXT,                                    -- source, app, storage, cdn, api, packages, auth …
    runtime TEXT,
    health_endpoint TEXT,                         -- answers 200 when it is well
    health_status TEXT NOT NULL DEFAULT 'unknown',
    last_health_check TEXT,
    data_age_days INTEGER,                        -- of a source's data, as last seen
    current_version TEXT,
    deploy_command TEXT,
    restart_command TEXT,
    runbook TEXT,                                 -- in .github/runbooks/
    notes TEXT
) STRICT;

CREATE TABLE routes (
    id INTEGER PRIMARY KEY,
    domain TEXT NOT NULL,
    path TEXT NOT NULL DEFAULT '/',
    service_id INTEGER NOT NULL REFERENCES services(id),
    method TEXT NOT NULL DEFAULT 'GET',
    ssl TEXT,
    notes TEXT,
    UNIQUE (domain, path, method)
) STRICT;

CREATE TABLE service_deps (
    id INTEGER PRIMARY KEY,
    service_id INTEGER NOT NULL REFERENCES services(id),
    depends_on_service_id INTEGER REFERENCES services(id),
    depends_on_external TEXT,                     -- where it is no service of ours
    dependency_type TEXT,
    required INTEGER NOT NULL DEFAULT 1,          -- 0: works without it, worse
    notes TEXT
) STRICT;

CREATE TABLE secrets_registry (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,                    -- of the variable; never a value
    service_id INTEGER REFERENCES services(id),
    secret_manager TEXT NOT NULL,
    path TEXT,
    last_rotated TEXT,                            -- a day; NULL: not set yet
    rotation_days INTEGER,                        -- NULL: when it leaks
    notes TEXT
) STRICT;

CREATE TABLE deployments (
    id INTEGER PRIMARY KEY,
    service TEXT NOT NULL,                        -- by name: it may have left the topology
    version TEXT NOT NULL,
    previous_version TEXT,
    deployed_by TEXT NOT NULL,
    deploy_method TEXT NOT NULL,
    status TEXT NOT NULL,                         -- success, failed, refused, rolled_back
    started_at TEXT NOT NULL,
    duration_seconds INTEGER,
    rollback_version TEXT,
    entries INTEGER NOT NULL DEFAULT -1,          -- -1, here and below: nobody said
    added INTEGER NOT NULL DEFAULT -1,
    changed INTEGER NOT NULL DEFAULT -1,
    removed INTEGER NOT NULL DEFAULT -1,
    notes TEXT,
    UNIQUE (service, version)
) STRICT;

CREATE TABLE infra_events (
    id INTEGER PRIMARY KEY,
    service TEXT,                                 -- by name
    event_type TEXT NOT NULL,                     -- health, incident, gate-stop, outage, rotation …
    severity TEXT NOT NULL,                       -- info, warning, error, critical
    title TEXT NOT NULL,
    description TEXT,
    value INTEGER,                                -- of health: age of the data in days
    ended_at TEXT,
    created_at TEXT NOT NULL
) STRICT;
