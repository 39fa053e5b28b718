// name: lock
// Take the locks of some counts, in the order of their ids, and read how they stand; those that are new begin on a day.
// parameters: ids, day, nonce
UNWIND $ids AS id
MERGE (t:Tally {id: id})
ON CREATE SET t.since = $day, t.count = 0
SET t.lock = $nonce
RETURN t.id AS id, t.since AS since, t.count AS count

// name: read
// How some counts stand; those that never were have no row.
// parameters: ids
UNWIND $ids AS id
MATCH (t:Tally {id: id})
RETURN t.id AS id, t.since AS since, t.count AS count

// name: set
// Write how counts stand, and from which day on nothing of them counts; the caller holds their locks.
// parameters: rows
UNWIND $rows AS row
MATCH (t:Tally {id: row.id})
SET t.since = row.since, t.count = row.count, t.until = row.until

// name: lock_pace
// Take the lock of a pace and read until when it is busy; nothing where it never was.
// parameters: id, nonce
MERGE (t:Tally {id: $id})
SET t.lock = $nonce
RETURN t.busy_until AS busy_until

// name: set_pace
// Write until when a pace is busy, and from which day on nothing of it counts; the caller holds its lock.
// parameters: id, busy_until, until
MATCH (t:Tally {id: $id})
SET t.busy_until = $busy_until, t.until = $until

// name: prune
// Forget a batch of counts of which nothing counts any more.
// parameters: day
MATCH (t:Tally)
WHERE t.until <= $day
WITH t LIMIT 2000
DELETE t
RETURN count(*) AS count
