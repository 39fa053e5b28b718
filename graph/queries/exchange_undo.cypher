// name: lock
// Take the locks of records that an import made or changed: who is asking one of them now is waited for.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Startup|Person|Need|Document {id: row.id})
SET n.lock = row.nonce
RETURN n.id AS id
LIMIT 5000

// name: ties
// What hangs on records besides their fields, a row for each; one with none has a row without `kind`.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Startup|Person|Need|Document {id: id})
OPTIONAL MATCH (n)-[r]-(o)
WHERE NOT type(r) IN ['EXPERT_IN', 'IN_INDUSTRY', 'ABOUT']
RETURN n.id AS id, n.changed_at AS changed_at, type(r) AS kind, o.id AS other, labels(o) AS labels, r.to AS until,
       coalesce(r.state, TermState.ACTIVE) AS state, coalesce(r.note, '') AS note, coalesce(r.reserved, false) AS reserved
LIMIT 1000000

// name: topics
// The topics that records are tagged with.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Startup|Person|Need {id: id})-[:ABOUT]->(t:Topic)
RETURN DISTINCT t.id AS id
LIMIT 1000000

// name: delete
// Delete records that an import made and nobody used, with what people of them have done.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Startup|Person|Need|Document {id: id})
OPTIONAL MATCH (c:Career)-[:CAREER_OF]->(n)
DETACH DELETE c, n

// name: leave
// Take records out of an incubator again, where nothing of the term was changed.
// parameters: ids, incubator_id
UNWIND $ids AS id
MATCH (n:Startup|Person {id: id})-[r:IN_POOL_OF|INCUBATED_BY]->(i:Incubator)
WHERE i.id = $incubator_id AND has_open_end(r) AND coalesce(r.state, TermState.ACTIVE) = TermState.ACTIVE
  AND coalesce(r.note, '') = ''
DELETE r

// name: delete_relations
// Delete relations that stand as they were made.
// parameters: rows
UNWIND $rows AS row
MATCH (a:Person|Startup|Investor {id: row.from_id})-[r]->(b)
WHERE b.id = row.to_id AND type(r) = row.type AND has_days(r, row)
DELETE r

// name: date_relations
// Give relations that stand as they were dated the days of before.
// parameters: rows
UNWIND $rows AS row
MATCH (a:Person|Startup|Investor {id: row.from_id})-[r]->(b)
WHERE b.id = row.to_id AND type(r) = row.type AND has_days(r, row)
SET r.from = row.before_from, r.to = row.before_to

// name: delete_conflicts
// Delete conflicts of interest that stand as they were noted.
// parameters: rows
UNWIND $rows AS row
MATCH (a:Startup|Person|Investor|Lab|Incubator|Park|Enterprise {id: row.left_id})-[r:CONFLICTS_WITH]->(b)
WHERE b.id = row.right_id AND r.kind = row.kind AND has_days(r, row)
DELETE r

// name: date_conflicts
// Give conflicts of interest that stand as they were dated the end of before.
// parameters: rows
UNWIND $rows AS row
MATCH (a:Startup|Person|Investor|Lab|Incubator|Park|Enterprise {id: row.left_id})-[r:CONFLICTS_WITH]->(b)
WHERE b.id = row.right_id AND r.kind = row.kind AND has_days(r, row)
SET r.to = row.before
