// name: ids
// The ids of all documents but those of who was only invited.
// parameters: none
MATCH (n:Document)
WHERE NOT EXISTS { (n)-[:OWNED_BY]->(p:Person) WHERE NOT has_consented(p) }
RETURN n.id AS id
LIMIT 5000000

// name: known
// Which of these ids are documents.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Document {id: id})
RETURN n.id AS id
LIMIT 2000

// name: records
// These documents as the exchange format sees them.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Document {id: id})
RETURN n {.id, .kind, .title, .text, .text_zh, .dated_on, .url} AS record,
       [(n)-[:OWNED_BY]->(o) | o.id] AS owner_ids
LIMIT 2000

// name: create
// Make documents; their links follow.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Document {id: row.id, kind: row.kind, title: row.title, text: row.text, text_zh: row.text_zh,
                    dated_on: row.dated_on, url: row.url, changed_at: row.changed_at})

// name: update
// Change documents, taking their owners off.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Document {id: row.id})
SET n.lock = row.nonce
SET n += row.properties
WITH n
MATCH (n)-[r:OWNED_BY]->()
DELETE r

// name: link
// Say whose each document is; one row for each owner.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Document {id: row.id})
OPTIONAL MATCH (o1:Startup {id: row.owner})
OPTIONAL MATCH (o2:Person {id: row.owner})
OPTIONAL MATCH (o3:Investor {id: row.owner})
OPTIONAL MATCH (o4:Lab {id: row.owner})
OPTIONAL MATCH (o5:Incubator {id: row.owner})
OPTIONAL MATCH (o6:Park {id: row.owner})
OPTIONAL MATCH (o7:Enterprise {id: row.owner})
WITH n, coalesce(o1, o2, o3, o4, o5, o6, o7) AS owner
WHERE owner IS NOT NULL
CREATE (n)-[:OWNED_BY]->(owner)
