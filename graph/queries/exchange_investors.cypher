// name: ids
// The ids of all investors.
// parameters: none
MATCH (n:Investor)
RETURN n.id AS id
LIMIT 5000000

// name: known
// Which of these ids are investors.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Investor {id: id})
RETURN n.id AS id
LIMIT 2000

// name: any_contact
// Whether any investor's contact is known: one row or none.
// parameters: none
MATCH (n:Investor)
WHERE n.contact <> ''
RETURN n.id AS id
LIMIT 1

// name: any_contact_email
// Whether any investor's contact email is known: one row or none.
// parameters: none
MATCH (n:Investor)
WHERE n.contact_email <> ''
RETURN n.id AS id
LIMIT 1

// name: any_contact_phone
// Whether any investor's contact phone is known: one row or none.
// parameters: none
MATCH (n:Investor)
WHERE n.contact_phone <> ''
RETURN n.id AS id
LIMIT 1

// name: records
// These investors as the exchange format sees them.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Investor {id: id})
RETURN n {.id, .name, .name_zh, .kind, .stages, .region, .country, .ticket_min, .ticket_max, .currency,
          .founded_on, .website, .summary, .summary_zh, .contact, .contact_email, .contact_phone} AS record,
       [(n)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries,
       [(n)-[:ABOUT]->(t:Topic) | t.name] AS topics
LIMIT 2000

// name: create
// Make investors; their links follow.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Investor {id: row.id, name: row.name, name_zh: row.name_zh, kind: row.kind, stages: row.stages,
                    region: row.region, country: row.country, ticket_min: row.ticket_min,
                    ticket_max: row.ticket_max, currency: row.currency, founded_on: row.founded_on,
                    website: row.website, summary: row.summary, summary_zh: row.summary_zh,
                   contact: row.contact, contact_email: row.contact_email, contact_phone: row.contact_phone,
                   changed_at: row.changed_at})

// name: update
// Change investors, taking their industries and topics off.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Investor {id: row.id})
SET n.lock = row.nonce
SET n += row.properties
WITH n
MATCH (n)-[r:IN_INDUSTRY|ABOUT]->()
DELETE r

// name: link_industries
// Put industries on investors.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Investor {id: row.id})
UNWIND row.industries AS code
MATCH (i:Industry {id: code})
CREATE (n)-[:IN_INDUSTRY]->(i)

// name: link_topics
// Put topics on investors.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Investor {id: row.id})
UNWIND row.topics AS topic
MATCH (t:Topic {id: topic})
CREATE (n)-[:ABOUT]->(t)
