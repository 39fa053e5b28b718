// name: ids
// The ids of all people; who stands in for somebody deleted has no role, and is nobody to tell of, nor is who was only
// invited.
// parameters: none
MATCH (n:Person)
WHERE (n:Supervisor OR n:Talent) AND has_consented(n)
RETURN n.id AS id
LIMIT 5000000

// name: known
// Which of these ids are people.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Person {id: id})
RETURN n.id AS id
LIMIT 2000

// name: any_help_areas
// Whether anybody's help areas are known: one row or none.
// parameters: none
MATCH (n:Person)
WHERE size(n.help_areas) > 0
RETURN n.id AS id
LIMIT 1

// name: any_title
// Whether anybody's title is known: one row or none.
// parameters: none
MATCH (n:Person)
WHERE n.title <> ''
RETURN n.id AS id
LIMIT 1

// name: any_phone
// Whether anybody's phone is known: one row or none.
// parameters: none
MATCH (n:Person)
WHERE n.phone <> ''
RETURN n.id AS id
LIMIT 1

// name: any_wechat
// Whether anybody's wechat is known: one row or none.
// parameters: none
MATCH (n:Person)
WHERE n.wechat <> ''
RETURN n.id AS id
LIMIT 1

// name: any_linkedin
// Whether anybody's linkedin is known: one row or none.
// parameters: none
MATCH (n:Person)
WHERE n.linkedin <> ''
RETURN n.id AS id
LIMIT 1

// name: any_unconfirmed_areas
// Whether a curator named help areas that somebody has not confirmed: one row or none.
// parameters: none
MATCH (n:Person)
WHERE size(n.unconfirmed_areas) > 0
RETURN n.id AS id
LIMIT 1

// name: records
// These people as the exchange format sees them.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Person {id: id})
RETURN n {.id, .name, .name_zh, .category, .stages, .region, .country, .languages, .capacity, .orcid, .email,
          .website, .summary, .summary_zh, .help_areas, .unconfirmed_areas, .title, .phone, .wechat, .linkedin} AS record,
       [(n)-[:EXPERT_IN]->(i:Industry) | i.id] AS industries,
       [(n)-[:ABOUT]->(t:Topic) | t.name] AS topics,
       [(n)-[r:WORKS_AT]->(o) WHERE has_open_end(r) | {id: o.id, from: r.from}] AS open_at,
       n:Supervisor AS is_supervisor, n:Talent AS is_talent
LIMIT 2000

// name: create_supervisors
// Make people; their links follow.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Person:Supervisor {id: row.id, name: row.name, name_zh: row.name_zh, category: row.category,
                             stages: row.stages, region: row.region, country: row.country,
                             languages: row.languages, capacity: row.capacity, orcid: row.orcid,
                             email: row.email, website: row.website, summary: row.summary,
                             summary_zh: row.summary_zh, help_areas: row.help_areas,
                             unconfirmed_areas: row.unconfirmed_areas, title: row.title,
                             phone: row.phone, wechat: row.wechat, linkedin: row.linkedin,
                             state: row.state, joined_on: row.joined_on,
                             changed_at: row.changed_at})

// name: create_talents
// Make people; their links follow.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Person:Talent {id: row.id, name: row.name, name_zh: row.name_zh, category: row.category,
                         stages: row.stages, region: row.region, country: row.country,
                         languages: row.languages, capacity: row.capacity, orcid: row.orcid, email: row.email,
                         website: row.website, summary: row.summary, summary_zh: row.summary_zh,
                         help_areas: row.help_areas, unconfirmed_areas: row.unconfirmed_areas, title: row.title,
                         phone: row.phone, wechat: row.wechat, linkedin: row.linkedin, state: row.state, joined_on: row.joined_on, changed_at: row.changed_at})

// name: create_both
// Make people; their links follow.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Person:Supervisor:Talent {id: row.id, name: row.name, name_zh: row.name_zh, category: row.category,
                                    stages: row.stages, region: row.region, country: row.country,
                                    languages: row.languages, capacity: row.capacity, orcid: row.orcid,
                                    email: row.email, website: row.website, summary: row.summary,
                                    summary_zh: row.summary_zh, help_areas: row.help_areas,
                                    unconfirmed_areas: row.unconfirmed_areas,
                                    title: row.title, phone: row.phone, wechat: row.wechat, linkedin: row.linkedin,
                                    state: row.state, joined_on: row.joined_on,
                                    changed_at: row.changed_at})

// name: update
// Change people, taking their industries and topics off.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Person {id: row.id})
SET n.lock = row.nonce
SET n += row.properties
WITH n
MATCH (n)-[r:EXPERT_IN|ABOUT]->()
DELETE r

// name: link_industries
// Put industries on people.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Person {id: row.id})
UNWIND row.industries AS code
MATCH (i:Industry {id: code})
CREATE (n)-[:EXPERT_IN]->(i)

// name: link_topics
// Put topics on people.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Person {id: row.id})
UNWIND row.topics AS topic
MATCH (t:Topic {id: topic})
CREATE (n)-[:ABOUT]->(t)

// name: drop_undated
// Take off what people point at without dates, but for the one that stays.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Person {id: row.id})-[r:WORKS_AT]->(o)
WHERE r.from IS NULL AND r.to IS NULL AND (row.target IS NULL OR o.id <> row.target)
DELETE r

// name: link_organisation
// Point people at whom they work for; the caller knows that they do not yet.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Person {id: row.id})
OPTIONAL MATCH (o1:Startup {id: row.target})
OPTIONAL MATCH (o2:Incubator {id: row.target})
OPTIONAL MATCH (o3:Lab {id: row.target})
OPTIONAL MATCH (o4:Investor {id: row.target})
OPTIONAL MATCH (o5:Park {id: row.target})
OPTIONAL MATCH (o6:Enterprise {id: row.target})
WITH n, coalesce(o1, o2, o3, o4, o5, o6) AS o
WHERE o IS NOT NULL
CREATE (n)-[:WORKS_AT]->(o)

// name: become_supervisors
// Make people supervisors, and talents no longer. Without an id in between: the embedded server moves a record for each
// label that comes or goes, and takes the second move in one transaction for somebody else with the same id.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Person {id: id})
SET n.id = null
REMOVE n:Talent
SET n:Supervisor
SET n.id = id

// name: become_talents
// Make people talents, and supervisors no longer; without an id in between, as above.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Person {id: id})
SET n.id = null
REMOVE n:Supervisor
SET n:Talent
SET n.id = id

// name: become_both
// Make people supervisors and talents.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Person {id: id})
SET n:Supervisor:Talent
