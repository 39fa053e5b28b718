// name: list
// The conflicts of interest that were noted from these records, but those that are confidential; `is_told`: with nobody who was only invited.
// parameters: ids
UNWIND $ids AS id
OPTIONAL MATCH (a1:Startup {id: id})
OPTIONAL MATCH (a2:Person {id: id})
OPTIONAL MATCH (a3:Investor {id: id})
OPTIONAL MATCH (a4:Lab {id: id})
OPTIONAL MATCH (a5:Incubator {id: id})
OPTIONAL MATCH (a6:Park {id: id})
OPTIONAL MATCH (a7:Enterprise {id: id})
WITH coalesce(a1, a2, a3, a4, a5, a6, a7) AS a
WHERE a IS NOT NULL
MATCH (a)-[r:CONFLICTS_WITH]->(b)
WHERE coalesce(r.confidential, false) = false
RETURN a.id AS left_id, b.id AS right_id, r.kind AS kind, r.from AS from, r.to AS to, r.noted_by AS noted_by,
       has_consented(b) AS is_told
LIMIT 1000000

// name: any_noted_by
// Whether it is known of any conflict who noted it: one row or none.
// parameters: none
MATCH (a)-[r:CONFLICTS_WITH]->(b)
WHERE r.noted_by IS NOT NULL AND coalesce(r.confidential, false) = false AND has_consented(a) AND has_consented(b)
RETURN r.noted_by AS id
LIMIT 1

// name: create
// Note conflicts of interest.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Startup {id: row.left_id})
OPTIONAL MATCH (a2:Person {id: row.left_id})
OPTIONAL MATCH (a3:Investor {id: row.left_id})
OPTIONAL MATCH (a4:Lab {id: row.left_id})
OPTIONAL MATCH (a5:Incubator {id: row.left_id})
OPTIONAL MATCH (a6:Park {id: row.left_id})
OPTIONAL MATCH (a7:Enterprise {id: row.left_id})
OPTIONAL MATCH (b1:Startup {id: row.right_id})
OPTIONAL MATCH (b2:Person {id: row.right_id})
OPTIONAL MATCH (b3:Investor {id: row.right_id})
OPTIONAL MATCH (b4:Lab {id: row.right_id})
OPTIONAL MATCH (b5:Incubator {id: row.right_id})
OPTIONAL MATCH (b6:Park {id: row.right_id})
OPTIONAL MATCH (b7:Enterprise {id: row.right_id})
WITH row, coalesce(a1, a2, a3, a4, a5, a6, a7) AS a, coalesce(b1, b2, b3, b4, b5, b6, b7) AS b
WHERE a IS NOT NULL AND b IS NOT NULL
CREATE (a)-[:CONFLICTS_WITH {id: row.id, kind: row.kind, from: row.from, to: row.to, noted_by: row.noted_by}]->(b)

// name: date
// Write the end of conflicts of interest.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Startup {id: row.left_id})
OPTIONAL MATCH (a2:Person {id: row.left_id})
OPTIONAL MATCH (a3:Investor {id: row.left_id})
OPTIONAL MATCH (a4:Lab {id: row.left_id})
OPTIONAL MATCH (a5:Incubator {id: row.left_id})
OPTIONAL MATCH (a6:Park {id: row.left_id})
OPTIONAL MATCH (a7:Enterprise {id: row.left_id})
OPTIONAL MATCH (b1:Startup {id: row.right_id})
OPTIONAL MATCH (b2:Person {id: row.right_id})
OPTIONAL MATCH (b3:Investor {id: row.right_id})
OPTIONAL MATCH (b4:Lab {id: row.right_id})
OPTIONAL MATCH (b5:Incubator {id: row.right_id})
OPTIONAL MATCH (b6:Park {id: row.right_id})
OPTIONAL MATCH (b7:Enterprise {id: row.right_id})
WITH row, coalesce(a1, a2, a3, a4, a5, a6, a7) AS a, coalesce(b1, b2, b3, b4, b5, b6, b7) AS b
MATCH (a)-[r:CONFLICTS_WITH]->(b)
WHERE r.kind = row.kind AND (r.from = row.from OR (r.from IS NULL AND row.from IS NULL))
SET r.to = row.to
