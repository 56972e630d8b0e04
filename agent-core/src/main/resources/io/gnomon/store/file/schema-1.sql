-- Schema 1. Times are microseconds since 1970-01-01 UTC, durations nanoseconds.
-- The views are the documented interface; the tables may change with the schema's number.

-- Who writes to the file. While that process lives nobody else does. Empty after an orderly end.
CREATE TABLE owner (
  id             INTEGER PRIMARY KEY CHECK (id = 1),
  token          TEXT    NOT NULL,   -- of one opening by one agent
  pid            INTEGER NOT NULL,
  process_start  TEXT    NOT NULL,
  space          TEXT    NOT NULL,   -- where the pid counts: boot and container
  file           TEXT    NOT NULL    -- device and inode, so that a copy of the file is known as one
);

CREATE TABLE run (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used again, even when the run is deleted
  application    TEXT    NOT NULL,
  host           TEXT,
  pid            INTEGER NOT NULL,
  java_version   TEXT    NOT NULL,
  jvm            TEXT    NOT NULL,
  os             TEXT    NOT NULL,
  processors     INTEGER NOT NULL,
  command        TEXT,               -- secrets redacted
  jvm_arguments  TEXT,               -- secrets redacted
  agent_version  TEXT    NOT NULL,
  agent_options  TEXT,
  started        INTEGER NOT NULL,
  last_flush     INTEGER NOT NULL,   -- all calls that had ended by then are in the file
  last_sign      INTEGER NOT NULL,   -- the last sign of life: one at least every ten seconds, whether calls come or not
  ended          INTEGER,            -- NULL: still running, or cut off
  settled        INTEGER NOT NULL DEFAULT 0    -- 1: it was cut off, and its last minutes were summed up afterwards
);

CREATE TABLE operation (
  id             INTEGER PRIMARY KEY,
  name           TEXT    NOT NULL UNIQUE,
  class          TEXT,               -- NULL: timed by hand
  method         TEXT,
  descriptor     TEXT,
  rule           TEXT    NOT NULL,
  category       TEXT    NOT NULL,
  slow_threshold INTEGER NOT NULL,
  mode           TEXT    NOT NULL
);

CREATE TABLE thread (
  id             INTEGER PRIMARY KEY,
  run            INTEGER NOT NULL REFERENCES run,
  java_id        INTEGER NOT NULL,
  name           TEXT    NOT NULL,
  virtual        INTEGER NOT NULL,
  used           INTEGER NOT NULL    -- the last use, to the hour
);

-- One row per stored call. Small, because there are many: self is NULL where it equals the duration, tree and caller are
-- NULL but for calls kept with a slow or failed one; flags: 1 slow, 2 error, 4 coarse, 8 the exception had
-- left a monitored callee before.
CREATE TABLE sample (
  id             INTEGER PRIMARY KEY,
  operation      INTEGER NOT NULL,
  parent         INTEGER NOT NULL,   -- the calling operation; 0: none
  thread         INTEGER NOT NULL,
  start          INTEGER NOT NULL,
  duration       INTEGER,            -- NULL: the row stands for calls of which none was timed
  self           INTEGER,
  flags          INTEGER NOT NULL,
  weight         INTEGER NOT NULL,   -- the calls this row stands for
  tree           INTEGER,            -- the same for all calls under one root
  caller         INTEGER             -- the sample that called this one; it may not have been stored
);
CREATE INDEX sample_flagged ON sample (start) WHERE flags <> 0;
CREATE INDEX sample_tree ON sample (tree) WHERE tree IS NOT NULL;

CREATE TABLE stack (
  id             INTEGER PRIMARY KEY,
  hash           INTEGER NOT NULL,
  used           INTEGER NOT NULL,   -- the last use, to the hour
  text           TEXT    NOT NULL
);
CREATE INDEX stack_hash ON stack (hash);

-- What is known of a slow or failed call besides its sample.
CREATE TABLE failure (
  sample         INTEGER PRIMARY KEY REFERENCES sample,
  type           TEXT,               -- the Throwable's class; NULL: only slow, or marked as failed by hand
  message        TEXT,
  context        TEXT,
  stack          INTEGER REFERENCES stack,   -- the Throwable's stack
  caller_stack   INTEGER REFERENCES stack    -- where a slow call was made
);

-- seconds is the bucket's length: 10, 60, 3600 or 86400, or 0 for the whole run. bucket is its begin; a row of an hour is written
-- when the hour is over or the run ends, one of a day some hours after the day. A call belongs where it ended. Below 0: a sum in
-- the making, which nobody is to read.
-- Where the clock was set back (an event of the kind 'clock' says so), the same ten seconds come twice: the second time their
-- bucket begins a microsecond later. So group by bucket / 10000000, not by bucket.
-- timed counts the calls that the precise clock timed. Where they are fewer than count, sum to histogram are estimates of what
-- all calls took, but for min and max, which are the shortest and the longest duration known. self is an estimate, too, where a
-- callee is. Each *_error is a standard error in nanoseconds, 0 for what is exact; *_offset is the part of it that does not
-- average out over time. effective: so many calls, drawn from all and timed, would tell as much as is known of the durations.
CREATE TABLE rollup (
  run            INTEGER NOT NULL REFERENCES run,
  operation      INTEGER NOT NULL REFERENCES operation,
  seconds        INTEGER NOT NULL,
  bucket         INTEGER NOT NULL,
  count          INTEGER NOT NULL,
  errors         INTEGER NOT NULL,
  slow           INTEGER NOT NULL,
  timed          INTEGER NOT NULL,
  sum            INTEGER NOT NULL,
  self           INTEGER NOT NULL,
  min            INTEGER NOT NULL,
  max            INTEGER NOT NULL,
  p50            INTEGER NOT NULL,
  p90            INTEGER NOT NULL,
  p95            INTEGER NOT NULL,
  p99            INTEGER NOT NULL,
  p999           INTEGER NOT NULL,
  effective      INTEGER NOT NULL,
  sum_error      INTEGER NOT NULL,
  sum_offset     INTEGER NOT NULL,
  self_error     INTEGER NOT NULL,
  self_offset    INTEGER NOT NULL,
  p50_error      INTEGER NOT NULL,
  p90_error      INTEGER NOT NULL,
  p95_error      INTEGER NOT NULL,
  p99_error      INTEGER NOT NULL,
  p999_error     INTEGER NOT NULL,
  histogram      BLOB    NOT NULL,   -- HdrHistogram, V2 encoding, not compressed
  PRIMARY KEY (run, seconds, bucket, operation)
) WITHOUT ROWID;

CREATE TABLE call_edge (
  run            INTEGER NOT NULL REFERENCES run,
  seconds        INTEGER NOT NULL,   -- 10, then 3600, then 86400: each call is in one row only, which grows coarser with age
  bucket         INTEGER NOT NULL,
  parent         INTEGER NOT NULL,   -- 0: none
  operation      INTEGER NOT NULL REFERENCES operation,
  count          INTEGER NOT NULL,   -- like the sum an estimate where not every call was timed
  sum            INTEGER NOT NULL,
  count_error    INTEGER NOT NULL,   -- standard errors; 0: exact
  sum_error      INTEGER NOT NULL,
  PRIMARY KEY (run, seconds, bucket, parent, operation)
) WITHOUT ROWID;

-- One row per transaction of the writer's: which samples it stored.
CREATE TABLE flush (
  id             INTEGER PRIMARY KEY,
  run            INTEGER NOT NULL REFERENCES run,
  at             INTEGER NOT NULL,
  first_sample   INTEGER NOT NULL,
  end_sample     INTEGER NOT NULL,   -- exclusive
  first_start    INTEGER,            -- the earliest and the latest start among them; NULL: none
  last_start     INTEGER
);

-- The account of all calls: produced = stored + sampled_out + pending + every 'dropped: <reason>'. Other entries count what is
-- known of slow and failed calls and was not kept, and failures of the recorder. The weights of all rows
-- add up to stored + sampled_out - unrepresented. At a run's end unrepresented is compared operation by operation with the
-- statistics, and is 0. 'details rationed' are slow and failed calls without type, message or stack; 'trees cut short' are calls
-- that may be missing in the tree of a slow or failed one, because memory was short while it ran.
CREATE TABLE ledger (
  run            INTEGER NOT NULL REFERENCES run,
  entry          TEXT    NOT NULL,
  calls          INTEGER NOT NULL,
  PRIMARY KEY (run, entry)
) WITHOUT ROWID;

-- What came of each rule, as last known: written some ten seconds after classes have ceased to come, and at the end.
CREATE TABLE rule (
  run            INTEGER NOT NULL REFERENCES run,
  number         INTEGER NOT NULL,   -- the first that matches a method decides
  source         TEXT    NOT NULL,   -- file and line
  class          TEXT    NOT NULL,
  method         TEXT    NOT NULL,
  mode           TEXT    NOT NULL,
  classes        INTEGER NOT NULL,
  methods        INTEGER NOT NULL,   -- woven or, with mode off, taken out
  left_alone     INTEGER NOT NULL,   -- methods that could not be woven
  note           TEXT    NOT NULL,   -- why it, or a part of it, selects nothing; empty: all is well
  PRIMARY KEY (run, number)
) WITHOUT ROWID;

CREATE TABLE event (
  id             INTEGER PRIMARY KEY,
  run            INTEGER REFERENCES run,
  at             INTEGER NOT NULL,
  kind           TEXT    NOT NULL,
  message        TEXT    NOT NULL
);

-- ---------------------------------------------------------------------------------------------------------------------

CREATE VIEW runs AS
SELECT id AS run, application, host, pid, java_version, jvm, os, processors, command, jvm_arguments, agent_version, agent_options,
       strftime('%Y-%m-%dT%H:%M:%S', started / 1000000, 'unixepoch') || printf('.%06dZ', started % 1000000) AS started_at,
       strftime('%Y-%m-%dT%H:%M:%S', last_flush / 1000000, 'unixepoch') || printf('.%06dZ', last_flush % 1000000) AS last_flush_at,
       strftime('%Y-%m-%dT%H:%M:%S', last_sign / 1000000, 'unixepoch') || printf('.%06dZ', last_sign % 1000000) AS last_sign_at,
       strftime('%Y-%m-%dT%H:%M:%S', ended / 1000000, 'unixepoch') || printf('.%06dZ', ended % 1000000) AS ended_at,
       ended IS NOT NULL AS ended_cleanly
FROM run;

CREATE VIEW operation_stats AS
SELECT r.run, o.name AS operation, o.category, r.count AS calls, r.errors,
       round(1.0 * r.errors / r.count, 6) AS error_rate, r.slow,
       round(r.sum / 1e6 / max(r.count, 1), 6) AS mean_ms, round(r.min / 1e6, 6) AS min_ms, round(r.max / 1e6, 6) AS max_ms,
       round(r.p50 / 1e6, 6) AS p50_ms, round(r.p90 / 1e6, 6) AS p90_ms, round(r.p95 / 1e6, 6) AS p95_ms,
       round(r.p99 / 1e6, 6) AS p99_ms, round(r.p999 / 1e6, 6) AS p999_ms,
       round(r.sum / 1e6, 6) AS total_ms, round(r.self / 1e6, 6) AS self_ms,
       r.timed AS timed_calls, r.timed < r.count AS estimated, r.self_error > 0 AS self_estimated,
       round(r.sum_error / 1e6 / max(r.count, 1), 6) AS mean_error_ms, round(r.sum_error / 1e6, 6) AS total_error_ms,
       round(r.self_error / 1e6, 6) AS self_error_ms, round(r.p50_error / 1e6, 6) AS p50_error_ms,
       round(r.p90_error / 1e6, 6) AS p90_error_ms, round(r.p95_error / 1e6, 6) AS p95_error_ms,
       round(r.p99_error / 1e6, 6) AS p99_error_ms, round(r.p999_error / 1e6, 6) AS p999_error_ms,
       o.class, o.method, o.descriptor, o.rule, round(o.slow_threshold / 1e6, 6) AS slow_threshold_ms
FROM rollup r JOIN operation o ON o.id = r.operation
WHERE r.seconds = 0 AND r.count > 0;

CREATE VIEW operation_rollups AS
SELECT r.run, o.name AS operation, o.category, r.seconds,
       strftime('%Y-%m-%dT%H:%M:%SZ', r.bucket / 1000000, 'unixepoch') AS bucket_at,
       r.count AS calls, r.errors, r.slow,
       round(r.sum / 1e6 / max(r.count, 1), 6) AS mean_ms, round(r.min / 1e6, 6) AS min_ms, round(r.max / 1e6, 6) AS max_ms,
       round(r.p50 / 1e6, 6) AS p50_ms, round(r.p90 / 1e6, 6) AS p90_ms, round(r.p95 / 1e6, 6) AS p95_ms,
       round(r.p99 / 1e6, 6) AS p99_ms, round(r.p999 / 1e6, 6) AS p999_ms,
       round(r.sum / 1e6, 6) AS total_ms, round(r.self / 1e6, 6) AS self_ms,
       r.timed AS timed_calls, r.timed < r.count AS estimated, r.self_error > 0 AS self_estimated,
       round(r.sum_error / 1e6 / max(r.count, 1), 6) AS mean_error_ms, round(r.sum_error / 1e6, 6) AS total_error_ms,
       round(r.self_error / 1e6, 6) AS self_error_ms, round(r.p50_error / 1e6, 6) AS p50_error_ms,
       round(r.p90_error / 1e6, 6) AS p90_error_ms, round(r.p95_error / 1e6, 6) AS p95_error_ms,
       round(r.p99_error / 1e6, 6) AS p99_error_ms, round(r.p999_error / 1e6, 6) AS p999_error_ms
FROM rollup r JOIN operation o ON o.id = r.operation
WHERE r.seconds > 0;

CREATE VIEW calls AS
SELECT s.id AS call, t.run, o.name AS operation, o.category, p.name AS parent, t.name AS thread, t.java_id AS thread_id,
       strftime('%Y-%m-%dT%H:%M:%S', s.start / 1000000, 'unixepoch') || printf('.%06dZ', s.start % 1000000) AS started_at,
       round(s.duration / 1e6, 6) AS duration_ms, round(coalesce(s.self, s.duration) / 1e6, 6) AS self_ms,
       coalesce(r.self_error > 0, 0) AS self_estimated,
       s.flags & 1 AS slow, (s.flags >> 1) & 1 AS error, (s.flags >> 2) & 1 AS coarse,
       s.weight, s.tree, s.caller
FROM sample s
JOIN operation o ON o.id = s.operation
JOIN thread t ON t.id = s.thread
LEFT JOIN operation p ON p.id = s.parent
LEFT JOIN rollup r ON r.run = t.run AND r.seconds = 0 AND r.bucket = 0 AND r.operation = s.operation;

CREATE VIEW slow_calls AS
SELECT c.call, c.run, c.operation, c.category, c.parent, c.thread, c.started_at, c.duration_ms, c.self_ms, c.self_estimated, c.error, c.coarse, c.weight, c.tree,
       f.type AS error_type, f.message AS error_message, f.context, k.text AS caller_stack
FROM sample s INDEXED BY sample_flagged
JOIN calls c ON c.call = s.id
LEFT JOIN failure f ON f.sample = s.id
LEFT JOIN stack k ON k.id = f.caller_stack
WHERE s.flags <> 0 AND s.flags & 1;

CREATE VIEW failed_calls AS
SELECT c.call, c.run, c.operation, c.category, c.parent, c.thread, c.started_at, c.duration_ms, c.self_ms, c.self_estimated, c.slow, c.coarse, (s.flags >> 3) & 1 AS passed_on, c.weight, c.tree,
       f.type AS error_type, f.message AS error_message, f.context, k.text AS stack
FROM sample s INDEXED BY sample_flagged
JOIN calls c ON c.call = s.id
LEFT JOIN failure f ON f.sample = s.id
LEFT JOIN stack k ON k.id = f.stack
WHERE s.flags <> 0 AND s.flags & 2;

CREATE VIEW call_edges AS
SELECT e.run, p.name AS parent, o.name AS operation, sum(e.count) AS calls, round(sum(e.sum) / 1e6, 6) AS total_ms,
       max(e.sum_error) > 0 AS estimated, round(sqrt(total(1.0 * e.count_error * e.count_error)), 1) AS calls_error,
       round(sqrt(total(1.0 * e.sum_error * e.sum_error)) / 1e6, 6) AS total_error_ms
FROM call_edge e
JOIN operation o ON o.id = e.operation
LEFT JOIN operation p ON p.id = e.parent
GROUP BY e.run, e.parent, e.operation;

-- Each bucket beside the six before it. worse: p95 is at least half above their mean, and both sides have calls enough to
-- tell. The command trend looks for lasting changes instead.
CREATE VIEW trend AS
SELECT run, operation, seconds, bucket_at, calls, errors, error_rate, p50_ms, p95_ms, p99_ms, round(p95_before_ms, 6) AS p95_before_ms,
       buckets_before >= 3 AND calls >= 10 AND p95_ms > 1.5 * p95_before_ms AS worse
FROM (SELECT run, operation, seconds, bucket_at, calls, errors, round(1.0 * errors / max(calls, 1), 6) AS error_rate,
             p50_ms, p95_ms, p99_ms, avg(p95_ms) OVER before AS p95_before_ms, count(*) OVER before AS buckets_before
      FROM operation_rollups
      WINDOW before AS (PARTITION BY run, operation, seconds ORDER BY bucket_at ROWS BETWEEN 6 PRECEDING AND 1 PRECEDING));

-- All calls of an operation by another, added up. many_per_call: five or more for each call of the parent, and fifty in all.
CREATE VIEW profile AS
SELECT e.run, e.parent, e.operation, e.calls, round(1.0 * e.calls / p.calls, 3) AS calls_per_call, e.total_ms,
       round(e.total_ms / e.calls, 6) AS mean_ms, round(e.total_ms / nullif(p.total_ms, 0), 6) AS share_of_parent,
       coalesce(e.calls >= 50 AND e.parent <> e.operation AND e.calls >= 5 * p.calls, 0) AS many_per_call
FROM call_edges e
LEFT JOIN operation_stats p ON p.run = e.run AND p.operation = e.parent
WHERE e.calls > 0;

CREATE VIEW accounts AS
SELECT run, sum(calls) FILTER (WHERE entry = 'produced') AS produced,
       sum(calls) FILTER (WHERE entry = 'stored') AS stored,
       sum(calls) FILTER (WHERE entry = 'sampled_out') AS sampled_out,
       sum(calls) FILTER (WHERE entry = 'unrepresented') AS unrepresented,
       sum(calls) FILTER (WHERE entry = 'pending') AS pending,
       coalesce(sum(calls) FILTER (WHERE entry LIKE 'dropped: %'), 0) AS dropped
FROM ledger GROUP BY run;

CREATE VIEW events AS
SELECT run, strftime('%Y-%m-%dT%H:%M:%S', at / 1000000, 'unixepoch') || printf('.%06dZ', at % 1000000) AS happened_at,
       kind, message
FROM event;

CREATE VIEW rules AS
SELECT run, number, source AS rule, class, method, mode, classes, methods, left_alone, methods = 0 AS selects_nothing, note
FROM rule;
