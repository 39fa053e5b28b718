// name: ids
// The ids of all incubators.
// parameters: none
MATCH (n:Incubator)
RETURN n.id AS id
LIMIT 5000000

// name: known
// Which of these ids are incubators.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Incubator {id: id})
RETURN n.id AS id
LIMIT 2000

// name: records
// These incubators as the exchange format sees them.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Incubator {id: id})
RETURN n {.id, .name, .name_zh, .tier, .region, .country, .website, .summary, .summary_zh} AS record,
       [(n)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries,
       [(n)-[:ABOUT]->(t:Topic) | t.name] AS topics
LIMIT 2000

// name: create
// Make incubators; their links follow.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Incubator {id: row.id, name: row.name, name_zh: row.name_zh, tier: row.tier, region: row.region,
                     country: row.country, website: row.website, summary: row.summary,
                     summary_zh: row.summary_zh, changed_at: row.changed_at})

// name: update
// Change incubators, taking their industries and topics off.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Incubator {id: row.id})
SET n.lock = row.nonce
SET n += row.properties
WITH n
MATCH (n)-[r:IN_INDUSTRY|ABOUT]->()
DELETE r

// name: link_industries
// Put industries on incubators.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Incubator {id: row.id})
UNWIND row.industries AS code
MATCH (i:Industry {id: code})
CREATE (n)-[:IN_INDUSTRY]->(i)

// name: link_topics
// Put topics on incubators.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Incubator {id: row.id})
UNWIND row.topics AS topic
MATCH (t:Topic {id: topic})
CREATE (n)-[:ABOUT]->(t)
