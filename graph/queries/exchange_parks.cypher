// name: ids
// The ids of all parks.
// parameters: none
MATCH (n:Park)
RETURN n.id AS id
LIMIT 5000000

// name: known
// Which of these ids are parks.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Park {id: id})
RETURN n.id AS id
LIMIT 2000

// name: records
// These parks as the exchange format sees them.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Park {id: id})
RETURN n {.id, .name, .name_zh, .region, .summary} AS record,
       [(n)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries,
       [(n)-[:ABOUT]->(t:Topic) | t.name] AS topics
LIMIT 2000

// name: create
// Make parks; their links follow.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Park {id: row.id, name: row.name, name_zh: row.name_zh, region: row.region, summary: row.summary,
                changed_at: row.changed_at})

// name: update
// Change parks, taking their industries and topics off.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Park {id: row.id})
SET n.lock = row.nonce
SET n += row.properties
WITH n
MATCH (n)-[r:IN_INDUSTRY|ABOUT]->()
DELETE r

// name: link_industries
// Put industries on parks.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Park {id: row.id})
UNWIND row.industries AS code
MATCH (i:Industry {id: code})
CREATE (n)-[:IN_INDUSTRY]->(i)

// name: link_topics
// Put topics on parks.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Park {id: row.id})
UNWIND row.topics AS topic
MATCH (t:Topic {id: topic})
CREATE (n)-[:ABOUT]->(t)
