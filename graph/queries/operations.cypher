// name: find
// The operation with this id, if its transaction was committed.
// parameters: id
MATCH (o:Operation {id: $id})
RETURN o.id AS id, o.nonce AS nonce, o.at AS at

// name: begin
// Note that this operation is applied by the present transaction.
// parameters: id, nonce, at, keep
CREATE (:Operation {id: $id, nonce: $nonce, at: $at, keep: $keep})

// name: note_changed
// Note whom alone an operation changed.
// parameters: id, ids
MATCH (o:Operation {id: $id})
SET o.changed = $ids

// name: list_since
// Operations that began since a moment, with whom alone each changed, where it says so.
// parameters: begin, limit
MATCH (o:Operation)
WHERE o.at >= $begin
RETURN o.id AS id, o.changed AS changed
LIMIT $limit

// name: prune
// Forget a batch of operations that are older than any retry.
// parameters: before
MATCH (o:Operation)
WHERE o.at < $before AND o.keep = false
WITH o LIMIT 2000
DELETE o
RETURN count(*) AS count
