// name: lock
// Take the locks of records that an import made or changed: who is asking one of them now is waited for.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (n1:Startup {id: row.id})
OPTIONAL MATCH (n2:Person {id: row.id})
OPTIONAL MATCH (n3:Need {id: row.id})
OPTIONAL MATCH (n4:Document {id: row.id})
WITH row, coalesce(n1, n2, n3, n4) AS n
WHERE n IS NOT NULL
SET n.lock = row.nonce
RETURN n.id AS id
LIMIT 5000

// name: ties
// What hangs on records besides their fields, a row for each; one with none has a row without `kind`. What has no state
// stands as an import makes terms.
// parameters: ids
UNWIND $ids AS id
OPTIONAL MATCH (n1:Startup {id: id})
OPTIONAL MATCH (n2:Person {id: id})
OPTIONAL MATCH (n3:Need {id: id})
OPTIONAL MATCH (n4:Document {id: id})
WITH coalesce(n1, n2, n3, n4) AS n
WHERE n IS NOT NULL
OPTIONAL MATCH (n)-[r]-(o)
WHERE NOT type(r) IN ['EXPERT_IN', 'IN_INDUSTRY', 'ABOUT', 'MAYBE_SAME_AS']
RETURN n.id AS id, n.changed_at AS changed_at, type(r) AS kind, o.id AS other, labels(o) AS labels, r.to AS until,
       coalesce(r.state, TermState.LISTED) AS state, coalesce(r.reserved, false) AS reserved
LIMIT 1000000

// name: topics
// The topics that records are tagged with.
// parameters: ids
UNWIND $ids AS id
OPTIONAL MATCH (n1:Startup {id: id})
OPTIONAL MATCH (n2:Person {id: id})
OPTIONAL MATCH (n3:Need {id: id})
WITH coalesce(n1, n2, n3) AS n
WHERE n IS NOT NULL
MATCH (n)-[:ABOUT]->(t:Topic)
RETURN DISTINCT t.id AS id
LIMIT 1000000

// name: delete
// Delete records that an import made and nobody used, with what people of them have done.
// parameters: ids
UNWIND $ids AS id
OPTIONAL MATCH (n1:Startup {id: id})
OPTIONAL MATCH (n2:Person {id: id})
OPTIONAL MATCH (n3:Need {id: id})
OPTIONAL MATCH (n4:Document {id: id})
WITH coalesce(n1, n2, n3, n4) AS n
WHERE n IS NOT NULL
OPTIONAL MATCH (n)<-[:CAREER_OF]-(c:Career)
DETACH DELETE c, n

// name: leave
// Take records out of an incubator again, where nothing of the term was changed.
// parameters: ids, incubator_id
UNWIND $ids AS id
OPTIONAL MATCH (n1:Startup {id: id})
OPTIONAL MATCH (n2:Person {id: id})
WITH coalesce(n1, n2) AS n
WHERE n IS NOT NULL
MATCH (n)-[r:IN_POOL_OF|INCUBATED_BY]->(i:Incubator)
WHERE i.id = $incubator_id AND has_open_end(r) AND coalesce(r.state, TermState.LISTED) = TermState.LISTED
DELETE r

// name: delete_relations
// Delete relations that stand as they were made.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Person {id: row.from_id})
OPTIONAL MATCH (a2:Startup {id: row.from_id})
OPTIONAL MATCH (a3:Investor {id: row.from_id})
WITH row, coalesce(a1, a2, a3) AS a
WHERE a IS NOT NULL
MATCH (a)-[r]->(b)
WHERE b.id = row.to_id AND type(r) = row.type AND has_days(r, row)
  AND coalesce(r.state, TermState.LISTED) IN [TermState.LISTED, coalesce(row.state, TermState.ACTIVE)]
DELETE r

// name: date_relations
// Give relations that stand as they were dated the days of before.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Person {id: row.from_id})
OPTIONAL MATCH (a2:Startup {id: row.from_id})
OPTIONAL MATCH (a3:Investor {id: row.from_id})
WITH row, coalesce(a1, a2, a3) AS a
WHERE a IS NOT NULL
MATCH (a)-[r]->(b)
WHERE b.id = row.to_id AND type(r) = row.type AND has_days(r, row)
SET r.from = row.before_from, r.to = row.before_to

// name: delete_conflicts
// Delete conflicts of interest that stand as they were noted.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Startup {id: row.left_id})
OPTIONAL MATCH (a2:Person {id: row.left_id})
OPTIONAL MATCH (a3:Investor {id: row.left_id})
OPTIONAL MATCH (a4:Lab {id: row.left_id})
OPTIONAL MATCH (a5:Incubator {id: row.left_id})
OPTIONAL MATCH (a6:Park {id: row.left_id})
OPTIONAL MATCH (a7:Enterprise {id: row.left_id})
WITH row, coalesce(a1, a2, a3, a4, a5, a6, a7) AS a
WHERE a IS NOT NULL
MATCH (a)-[r:CONFLICTS_WITH]->(b)
WHERE b.id = row.right_id AND r.kind = row.kind AND has_days(r, row)
DELETE r

// name: date_conflicts
// Give conflicts of interest that stand as they were dated the end of before.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Startup {id: row.left_id})
OPTIONAL MATCH (a2:Person {id: row.left_id})
OPTIONAL MATCH (a3:Investor {id: row.left_id})
OPTIONAL MATCH (a4:Lab {id: row.left_id})
OPTIONAL MATCH (a5:Incubator {id: row.left_id})
OPTIONAL MATCH (a6:Park {id: row.left_id})
OPTIONAL MATCH (a7:Enterprise {id: row.left_id})
WITH row, coalesce(a1, a2, a3, a4, a5, a6, a7) AS a
WHERE a IS NOT NULL
MATCH (a)-[r:CONFLICTS_WITH]->(b)
WHERE b.id = row.right_id AND r.kind = row.kind AND has_days(r, row)
SET r.to = row.before
