// name: lock
// Take the locks of some counts, in the order of their ids, and read how they stand; those that are new begin on a day.
// parameters: ids, day, nonce
UNWIND $ids AS id
MERGE (t:Tally {id: id})
ON CREATE SET t.since = $day, t.count = 0
SET t.lock = $nonce
RETURN t.id AS id, t.since AS since, t.count AS count

// name: set
// Write how counts stand, and from which day on nothing of them counts; the caller holds their locks.
// parameters: rows
UNWIND $rows AS row
MATCH (t:Tally {id: row.id})
SET t.since = row.since, t.count = row.count, t.until = row.until

// name: prune
// Forget a batch of counts of which nothing counts any more.
// parameters: day
MATCH (t:Tally)
WHERE t.until <= $day
WITH t LIMIT 2000
DELETE t
RETURN count(*) AS count
