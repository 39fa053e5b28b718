// name: ids
// The ids of all startups.
// parameters: none
MATCH (n:Startup)
RETURN n.id AS id
LIMIT 5000000

// name: known
// Which of these ids are startups.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Startup {id: id})
RETURN n.id AS id
LIMIT 2000

// name: any_contact
// Whether any startup's contact is known: one row or none.
// parameters: none
MATCH (n:Startup)
WHERE n.contact <> ''
RETURN n.id AS id
LIMIT 1

// name: any_contact_email
// Whether any startup's contact email is known: one row or none.
// parameters: none
MATCH (n:Startup)
WHERE n.contact_email <> ''
RETURN n.id AS id
LIMIT 1

// name: any_contact_phone
// Whether any startup's contact phone is known: one row or none.
// parameters: none
MATCH (n:Startup)
WHERE n.contact_phone <> ''
RETURN n.id AS id
LIMIT 1

// name: records
// These startups as the exchange format sees them.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Startup {id: id})
RETURN n {.id, .name, .name_zh, .uscc, .founded_on, .stage, .region, .country, .languages, .headcount, .website,
          .summary, .summary_zh, .contact, .contact_email, .contact_phone} AS record,
       [(n)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries,
       [(n)-[:ABOUT]->(t:Topic) | t.name] AS topics,
       [(n)-[r:INCUBATED_BY]->(o) WHERE has_open_end(r) | {id: o.id, from: r.from}] AS open_at
LIMIT 2000

// name: create
// Make startups; their links follow.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Startup {id: row.id, name: row.name, name_zh: row.name_zh, uscc: row.uscc,
                   founded_on: row.founded_on, stage: row.stage, region: row.region, country: row.country,
                   languages: row.languages, headcount: row.headcount, website: row.website,
                   summary: row.summary, summary_zh: row.summary_zh,
                   contact: row.contact, contact_email: row.contact_email, contact_phone: row.contact_phone,
                   changed_at: row.changed_at})

// name: update
// Change startups, taking their industries and topics off.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Startup {id: row.id})
SET n.lock = row.nonce
SET n += row.properties
WITH n
MATCH (n)-[r:IN_INDUSTRY|ABOUT]->()
DELETE r

// name: link_industries
// Put industries on startups.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Startup {id: row.id})
UNWIND row.industries AS code
MATCH (i:Industry {id: code})
CREATE (n)-[:IN_INDUSTRY]->(i)

// name: link_topics
// Put topics on startups.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Startup {id: row.id})
UNWIND row.topics AS topic
MATCH (t:Topic {id: topic})
CREATE (n)-[:ABOUT]->(t)

// name: drop_undated
// Take off what startups point at without dates, but for the one that stays.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Startup {id: row.id})-[r:INCUBATED_BY]->(o)
WHERE r.from IS NULL AND r.to IS NULL AND (row.target IS NULL OR o.id <> row.target)
DELETE r

// name: link_organisation
// Point startups at the incubator they are in; the caller knows that they do not yet.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Startup {id: row.id})
MATCH (o:Incubator {id: row.target})
CREATE (n)-[:INCUBATED_BY]->(o)
