// name: ids
// The ids of all needs that were stated; drafts are nobody's business yet.
// parameters: none
MATCH (n:Need)
WHERE coalesce(n.state, NeedState.OPEN) <> NeedState.DRAFT
RETURN n.id AS id
LIMIT 5000000

// name: known
// Which of these ids are needs.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Need {id: id})
RETURN n.id AS id
LIMIT 2000

// name: any_amount
// Whether any stated need names an amount: one row or none.
// parameters: none
MATCH (n:Need)
WHERE n.amount IS NOT NULL AND coalesce(n.state, NeedState.OPEN) <> NeedState.DRAFT
RETURN n.id AS id
LIMIT 1

// name: any_help_areas
// Whether any stated need names help areas: one row or none.
// parameters: none
MATCH (n:Need)
WHERE size(n.help_areas) > 0 AND coalesce(n.state, NeedState.OPEN) <> NeedState.DRAFT
RETURN n.id AS id
LIMIT 1

// name: records
// These needs as the exchange format sees them.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Need {id: id})
RETURN n {.id, .kind, .title, .stage, .talent_category, .languages, .opened_on, .closed_on, .description,
          .description_zh, .amount, .help_areas, .help_areas_found} AS record,
       [(n)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries,
       [(n)-[:ABOUT]->(t:Topic) | t.name] AS topics,
       [(n)<-[r:RAISED]-(o:Startup) | {id: o.id, from: r.from}] AS open_at
LIMIT 2000

// name: create
// Make needs; their links follow.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Need {id: row.id, kind: row.kind, title: row.title, stage: row.stage,
                talent_category: row.talent_category, languages: row.languages, opened_on: row.opened_on,
                closed_on: row.closed_on, description: row.description, description_zh: row.description_zh,
                amount: row.amount, help_areas: row.help_areas, help_areas_found: row.help_areas_found,
                state: row.state, places: row.places, created_at: row.created_at, changed_at: row.changed_at})

// name: update
// Change needs, taking their industries and topics off.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Need {id: row.id})
SET n.lock = row.nonce
SET n += row.properties
WITH n
MATCH (n)-[r:IN_INDUSTRY|ABOUT]->()
DELETE r

// name: link_industries
// Put industries on needs.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Need {id: row.id})
UNWIND row.industries AS code
MATCH (i:Industry {id: code})
CREATE (n)-[:IN_INDUSTRY]->(i)

// name: link_topics
// Put topics on needs.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Need {id: row.id})
UNWIND row.topics AS topic
MATCH (t:Topic {id: topic})
CREATE (n)-[:ABOUT]->(t)

// name: drop_undated
// Take needs away from the startups that they are no longer of.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Need {id: row.id})<-[r:RAISED]-(o:Startup)
WHERE o.id <> row.target
DELETE r

// name: link_organisation
// Say which startup raised each need.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Need {id: row.id})
MATCH (o:Startup {id: row.target})
CREATE (o)-[:RAISED]->(n)
