// name: lock_slot
// Take the lock of a slot (of a kind of match, or of training), made when it is not there yet.
// parameters: id, nonce
MERGE (s:ModelSlot {id: $id})
ON CREATE SET s.serving_id = '', s.before = [], s.job_id = '', s.attempts = 0
SET s.lock = $nonce
RETURN s.id AS id, s.serving_id AS serving_id, coalesce(s.before, []) AS before, s.job_id AS job_id,
       s.lease_until AS lease_until, s.attempts AS attempts

// name: get_slot
// A slot without its lock; no row before it was first used.
// parameters: id
MATCH (s:ModelSlot {id: $id})
RETURN s.id AS id, s.serving_id AS serving_id, coalesce(s.before, []) AS before, s.job_id AS job_id,
       s.lease_until AS lease_until, s.attempts AS attempts
LIMIT 1

// name: set_serving
// Say which model serves ('' is none: the starting rules) and which ones did before, the latest last; the slot's lock
// is held.
// parameters: id, serving_id, before
MATCH (s:ModelSlot {id: $id})
SET s.serving_id = $serving_id, s.before = $before

// name: set_holder
// Say which job trains and until when it may be silent; the slot's lock is held.
// parameters: id, job_id, lease_until, attempts
MATCH (s:ModelSlot {id: $id})
SET s.job_id = $job_id, s.lease_until = $lease_until, s.attempts = $attempts

// name: create
// A candidate, as yet without files.
// parameters: id, kind, name, state, card, trained_at, data_until, checksum, job_id, parts, bytes
CREATE (:Model {id: $id, kind: $kind, name: $name, state: $state, card: $card, reason: '', reason_zh: '', verdict: '',
                trained_at: $trained_at, data_until: $data_until, checksum: $checksum, job_id: $job_id,
                parts: $parts, bytes: $bytes})

// name: add_parts
// Put pieces of files to a model.
// parameters: id, rows
MATCH (m:Model {id: $id})
UNWIND $rows AS row
CREATE (f:ModelFile {id: row.id, name: row.name, sequence: row.sequence, text: row.text, checksum: row.checksum})
CREATE (f)-[:PART_OF]->(m)

// name: parts
// The pieces of a model's files in order.
// parameters: id, limit
MATCH (m:Model {id: $id})<-[:PART_OF]-(f:ModelFile)
RETURN f.id AS id, f.name AS name, f.sequence AS sequence, f.text AS text, f.checksum AS checksum
ORDER BY name, sequence
LIMIT $limit

// name: get
// One model without its files.
// parameters: id
MATCH (m:Model {id: $id})
RETURN m.id AS id, m.kind AS kind, m.name AS name, m.state AS state, m.card AS card, m.reason AS reason,
       m.reason_zh AS reason_zh, coalesce(m.verdict, '') AS verdict, m.trained_at AS trained_at, m.data_until AS data_until, m.checksum AS checksum,
       m.job_id AS job_id, m.parts AS parts, m.bytes AS bytes, m.promoted_at AS promoted_at,
       m.retired_at AS retired_at, m.decided_by AS decided_by
LIMIT 1

// name: list
// The models of a kind (of all kinds where none is given), the newest first.
// parameters: kind, limit
MATCH (m:Model)
WHERE $kind = '' OR m.kind = $kind
RETURN m.id AS id, m.kind AS kind, m.name AS name, m.state AS state, m.card AS card, m.reason AS reason,
       m.reason_zh AS reason_zh, coalesce(m.verdict, '') AS verdict, m.trained_at AS trained_at, m.data_until AS data_until, m.checksum AS checksum,
       m.job_id AS job_id, m.parts AS parts, m.bytes AS bytes, m.promoted_at AS promoted_at,
       m.retired_at AS retired_at, m.decided_by AS decided_by
ORDER BY trained_at DESC, id DESC
LIMIT $limit

// name: candidates
// What one training kept and nobody decided on.
// parameters: job_id, state
MATCH (m:Model)
WHERE m.job_id = $job_id AND m.state = $state
RETURN m.id AS id
ORDER BY id

// name: set_state
// A model serves, was rejected, or is retired; the slot's lock is held.
// parameters: id, state, reason, reason_zh, verdict, promoted_at, retired_at, decided_by
MATCH (m:Model {id: $id})
SET m.state = $state, m.reason = $reason, m.reason_zh = $reason_zh, m.verdict = $verdict, m.promoted_at = $promoted_at,
    m.retired_at = $retired_at, m.decided_by = $decided_by

// name: answers_since
// How many answers of either side came for a kind of match after a day.
// parameters: kind, since
MATCH (p:Proposal)
WHERE p.kind = $kind AND p.decided_on > $since
RETURN count(p) AS count
