// name: list
// Which of an incubator's curators minds each of its startups and supervisors; who no longer acts for it minds nobody.
// parameters: incubator_id, role, open, limit
MATCH (:Incubator {id: $incubator_id})<-[r:INCUBATED_BY|IN_POOL_OF]-(one)
WHERE r.minded_by IS NOT NULL
MATCH (a:Account {id: r.minded_by})-[:HOLDS]->(m:Membership {subject_id: $incubator_id})
WHERE m.role = $role AND a.state = $open
RETURN DISTINCT one.id AS subject_id, a.id AS account_id
LIMIT $limit

// name: curators
// The accounts that act for an incubator, and may mind somebody.
// parameters: incubator_id, role, open, limit
MATCH (a:Account)-[:HOLDS]->(m:Membership {subject_id: $incubator_id})
WHERE m.role = $role AND a.state = $open
RETURN DISTINCT a.id AS id
LIMIT $limit

// name: lock
// Hold everybody else off who would say who of an incubator minds whom.
// parameters: incubator_id, nonce
MATCH (i:Incubator {id: $incubator_id})
SET i.minding_lock = $nonce
RETURN i.id AS id

// name: standing
// Who minds these startups, which are with an incubator on a day, and these supervisors of its pool.
// parameters: incubator_id, ids, day
UNWIND $ids AS id
OPTIONAL MATCH (n1:Startup {id: id})
OPTIONAL MATCH (n2:Person {id: id})
WITH id, coalesce(n1, n2) AS one
WHERE one IS NOT NULL
MATCH (one)-[r:INCUBATED_BY|IN_POOL_OF]->(:Incubator {id: $incubator_id})
WHERE type(r) = 'IN_POOL_OF' OR in_force(r, $day)
RETURN id, max(coalesce(r.minded_by, '')) AS account_id

// name: set
// Say who of an incubator minds somebody from now on; null: nobody.
// parameters: incubator_id, id, account_id
OPTIONAL MATCH (n1:Startup {id: $id})
OPTIONAL MATCH (n2:Person {id: $id})
WITH coalesce(n1, n2) AS one
WHERE one IS NOT NULL
MATCH (one)-[r:INCUBATED_BY|IN_POOL_OF]->(:Incubator {id: $incubator_id})
SET r.minded_by = $account_id

// name: forget
// An account minds nobody of an incubator any more; of none at all where no incubator is given.
// parameters: account_id, incubator_id
MATCH (i:Incubator)<-[r:INCUBATED_BY|IN_POOL_OF]-(one)
WHERE r.minded_by = $account_id AND ($incubator_id IS NULL OR i.id = $incubator_id)
SET r.minded_by = null
RETURN count(DISTINCT CASE WHEN one:Startup THEN one END) AS startups,
       count(DISTINCT CASE WHEN NOT one:Startup THEN one END) AS supervisors
