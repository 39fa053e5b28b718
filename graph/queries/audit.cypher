// name: record
// Append one event; it is sealed into the hash chain later.
// parameters: id, at, actor_id, actor_name, role, action, subject_id, detail
CREATE (:AuditEvent {id: $id, at: $at, actor_id: $actor_id, actor_name: $actor_name, role: $role,
                     action: $action, subject_id: $subject_id, detail: $detail, state: SealState.UNSEALED})

// name: lock_chain
// Take the end of the chain in hand: only one sealer at a time goes on from it.
// parameters: nonce, start
MERGE (c:AuditChain {id: 'audit'})
ON CREATE SET c.sequence = 0, c.hash = $start
SET c.lock = $nonce
RETURN c.sequence AS sequence, c.hash AS hash

// name: chain
// The end of the chain.
// parameters: none
MATCH (c:AuditChain {id: 'audit'})
RETURN c.sequence AS sequence, c.hash AS hash
LIMIT 1

// name: unsealed
// The oldest events that are not in the chain yet.
// parameters: limit
MATCH (e:AuditEvent {state: SealState.UNSEALED})
RETURN e.id AS id, e.at AS at, e.actor_id AS actor_id, e.actor_name AS actor_name, e.role AS role,
       e.action AS action, e.subject_id AS subject_id, e.detail AS detail
ORDER BY at, id
LIMIT $limit

// name: seal
// Put events into the chain and move its end.
// parameters: rows, sequence, hash
UNWIND $rows AS row
MATCH (e:AuditEvent {id: row.id})
SET e.sequence = row.sequence, e.hash = row.hash, e.state = SealState.SEALED
WITH count(e) AS sealed
MATCH (c:AuditChain {id: 'audit'})
SET c.sequence = $sequence, c.hash = $hash
RETURN sealed

// name: sealed
// A stretch of the chain.
// parameters: after, limit
MATCH (e:AuditEvent)
WHERE e.sequence > $after AND e.sequence <= $after + $limit
RETURN e.id AS id, e.at AS at, e.actor_id AS actor_id, e.actor_name AS actor_name, e.role AS role,
       e.action AS action, e.subject_id AS subject_id, e.detail AS detail, e.sequence AS sequence, e.hash AS hash
ORDER BY sequence
LIMIT $limit

// name: count_unsealed
// How many events are not in the chain yet.
// parameters: none
MATCH (e:AuditEvent {state: SealState.UNSEALED})
RETURN count(*) AS count

// name: list
// The log, newest first, from a moment and id backwards, by who, what, on what and when.
// parameters: actor, action, subject, since, before, before_id, limit
MATCH (e:AuditEvent)
WHERE e.at >= $since AND (e.at < $before OR (e.at = $before AND e.id < $before_id))
  AND ($actor = '' OR e.actor_id = $actor OR toLower(e.actor_name) CONTAINS $actor)
  AND ($action = '' OR e.action = $action)
  AND ($subject = '' OR e.subject_id = $subject)
RETURN e.id AS id, e.at AS at, e.actor_id AS actor_id, e.actor_name AS actor_name, e.role AS role,
       e.action AS action, e.subject_id AS subject_id, e.detail AS detail, e.sequence AS sequence, e.hash AS hash
ORDER BY at DESC, id DESC
LIMIT $limit

// name: list_by_id
// The events with these ids.
// parameters: ids, limit
UNWIND $ids AS id
MATCH (e:AuditEvent {id: id})
RETURN e.id AS id, e.at AS at, e.actor_id AS actor_id, e.actor_name AS actor_name, e.role AS role,
       e.action AS action, e.subject_id AS subject_id, e.detail AS detail, e.sequence AS sequence, e.hash AS hash
ORDER BY id
LIMIT $limit

// name: actions
// Every kind of action in the log.
// parameters: none
MATCH (e:AuditEvent)
RETURN DISTINCT e.action AS action
ORDER BY action
LIMIT 500
