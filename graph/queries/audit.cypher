// name: record
// Append one event; it is sealed into the hash chain later.
// parameters: id, at, actor_id, role, action, subject_id, detail, words_hash
CREATE (:AuditEvent {id: $id, at: $at, actor_id: $actor_id, role: $role, action: $action, subject_id: $subject_id,
                     detail: $detail, words_hash: $words_hash, state: SealState.UNSEALED})

// name: record_with_words
// Append one event, with its personal words beside it, where they can be erased.
// parameters: id, at, actor_id, role, action, subject_id, detail, words_hash, salt, actor_name, spoken
CREATE (e:AuditEvent {id: $id, at: $at, actor_id: $actor_id, role: $role, action: $action, subject_id: $subject_id,
                      detail: $detail, words_hash: $words_hash, state: SealState.UNSEALED})
CREATE (w:AuditWords {id: $id, salt: $salt, actor_name: $actor_name})-[:SAID_IN]->(e)
SET w.detail = $spoken

// name: add_words
// Put the personal words of events of an earlier version beside them.
// parameters: rows
UNWIND $rows AS row
MATCH (e:AuditEvent {id: row.id})
CREATE (w:AuditWords {id: row.id, salt: row.salt, actor_name: row.actor_name})-[:SAID_IN]->(e)
SET w.detail = row.detail

// name: part
// Leave in events of an earlier version what is not personal; their words stand beside them now.
// parameters: rows
UNWIND $rows AS row
MATCH (e:AuditEvent {id: row.id})
SET e.detail = row.detail, e.words_hash = row.words_hash
REMOVE e.actor_name

// name: erase_words_of_actor
// Erase the personal words of what an account did.
// parameters: actor_id
MATCH (e:AuditEvent {actor_id: $actor_id})<-[:SAID_IN]-(w:AuditWords)
DETACH DELETE w
RETURN count(*) AS count

// name: erase_words_about
// Erase the personal words of what was done to some things.
// parameters: subject_ids
UNWIND $subject_ids AS subject_id
MATCH (e:AuditEvent {subject_id: subject_id})<-[:SAID_IN]-(w:AuditWords)
DETACH DELETE w
RETURN count(*) AS count

// name: lock_chain
// Take the end of the chain in hand: only one sealer at a time goes on from it.
// parameters: nonce, start
MERGE (c:AuditChain {id: 'audit'})
ON CREATE SET c.sequence = 0, c.hash = $start
SET c.lock = $nonce
RETURN c.sequence AS sequence, c.hash AS hash, c.former_sequence AS former_sequence, c.former_hash AS former_hash,
       c.former_reached AS former_reached, c.former_last AS former_last, c.former_broken_at AS former_broken_at

// name: chain
// The end of the chain.
// parameters: none
MATCH (c:AuditChain {id: 'audit'})
RETURN c.sequence AS sequence, c.hash AS hash, c.former_sequence AS former_sequence, c.former_hash AS former_hash,
       c.former_reached AS former_reached, c.former_last AS former_last, c.former_broken_at AS former_broken_at
LIMIT 1

// name: unsealed
// The oldest events that are not in the chain yet.
// parameters: limit
MATCH (e:AuditEvent {state: SealState.UNSEALED})
RETURN e.id AS id, e.at AS at, e.actor_id AS actor_id, e.actor_name AS actor_name, e.role AS role,
       e.action AS action, e.subject_id AS subject_id, e.detail AS detail, e.words_hash AS words_hash
ORDER BY at, id
LIMIT $limit

// name: seal
// Give events their places in the chain.
// parameters: rows
UNWIND $rows AS row
MATCH (e:AuditEvent {id: row.id})
SET e.sequence = row.sequence, e.hash = row.hash, e.state = SealState.SEALED

// name: move_chain
// Move the end of the chain.
// parameters: sequence, hash
MATCH (c:AuditChain {id: 'audit'})
SET c.sequence = $sequence, c.hash = $hash

// name: move_former
// Move the end of the chain, and say how far the former one is sealed anew.
// parameters: sequence, hash, reached, last, broken_at
MATCH (c:AuditChain {id: 'audit'})
SET c.sequence = $sequence, c.hash = $hash, c.former_reached = $reached, c.former_last = $last,
    c.former_broken_at = $broken_at

// name: former
// A stretch of the events whose seals are over their words.
// parameters: after, limit
MATCH (e:AuditEvent)
WHERE e.sequence > $after AND e.sequence <= $after + $limit AND e.words_hash IS NULL
RETURN e.id AS id, e.at AS at, e.actor_id AS actor_id, e.actor_name AS actor_name, e.role AS role, e.action AS action,
       e.subject_id AS subject_id, e.detail AS detail, e.sequence AS sequence, e.hash AS hash,
       e.words_hash AS words_hash
ORDER BY sequence
LIMIT $limit

// name: sealed
// A stretch of the chain, with the personal words that are still there.
// parameters: after, limit
MATCH (e:AuditEvent)
WHERE e.sequence > $after AND e.sequence <= $after + $limit
OPTIONAL MATCH (e)<-[:SAID_IN]-(w:AuditWords)
RETURN e.id AS id, e.at AS at, e.actor_id AS actor_id, e.role AS role, e.action AS action, e.subject_id AS subject_id,
       e.detail AS detail, e.words_hash AS words_hash, e.sequence AS sequence, e.hash AS hash, w.salt AS salt,
       w.actor_name AS actor_name, w.detail AS spoken
ORDER BY sequence
LIMIT $limit

// name: count_unsealed
// How many events are not in the chain yet.
// parameters: none
MATCH (e:AuditEvent {state: SealState.UNSEALED})
RETURN count(*) AS count

// name: list
// The log, newest first, from a moment and id backwards, by who, what, on what and when.
// parameters: actor, action, subjects, since, before, before_id, limit
MATCH (e:AuditEvent)
WHERE e.at >= $since AND (e.at < $before OR (e.at = $before AND e.id < $before_id))
  AND ($action = '' OR e.action = $action)
  AND (size($subjects) = 0 OR e.subject_id IN $subjects)
  AND ($actor = '' OR e.actor_id = $actor
       OR EXISTS { (e)<-[:SAID_IN]-(w:AuditWords) WHERE toLower(w.actor_name) CONTAINS $actor })
WITH e ORDER BY e.at DESC, e.id DESC LIMIT $limit
OPTIONAL MATCH (e)<-[:SAID_IN]-(w:AuditWords)
RETURN e.id AS id, e.at AS at, e.actor_id AS actor_id, coalesce(w.actor_name, e.actor_name, '') AS actor_name,
       e.role AS role, e.action AS action, e.subject_id AS subject_id, coalesce(w.detail, e.detail) AS detail,
       e.sequence AS sequence, e.hash AS hash
ORDER BY at DESC, id DESC

// name: list_by_id
// The events with these ids.
// parameters: ids, limit
UNWIND $ids AS id
MATCH (e:AuditEvent {id: id})
OPTIONAL MATCH (e)<-[:SAID_IN]-(w:AuditWords)
RETURN e.id AS id, e.at AS at, e.actor_id AS actor_id, coalesce(w.actor_name, e.actor_name, '') AS actor_name,
       e.role AS role, e.action AS action, e.subject_id AS subject_id, coalesce(w.detail, e.detail) AS detail,
       e.sequence AS sequence, e.hash AS hash
ORDER BY id
LIMIT $limit

// name: actions
// Every kind of action in the log.
// parameters: none
MATCH (e:AuditEvent)
RETURN DISTINCT e.action AS action
ORDER BY action
LIMIT 500
