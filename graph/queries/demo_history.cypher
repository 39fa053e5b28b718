// name: propose_person
// Make proposals of persons.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Need {id: row.need_id}), (s:Startup {id: row.seeker_id}), (v:Person {id: row.provider_id})
CREATE (p:Proposal)
SET p = row.properties
CREATE (p)-[:FOR]->(n), (p)-[:BY]->(s), (p)-[:TO]->(v)

// name: propose_lab
// Make proposals of labs.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Need {id: row.need_id}), (s:Startup {id: row.seeker_id}), (v:Lab {id: row.provider_id})
CREATE (p:Proposal)
SET p = row.properties
CREATE (p)-[:FOR]->(n), (p)-[:BY]->(s), (p)-[:TO]->(v)

// name: propose_investor
// Make proposals of investors.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Need {id: row.need_id}), (s:Startup {id: row.seeker_id}), (v:Investor {id: row.provider_id})
CREATE (p:Proposal)
SET p = row.properties
CREATE (p)-[:FOR]->(n), (p)-[:BY]->(s), (p)-[:TO]->(v)

// name: create_showings
// Note which lists were shown for needs.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Need {id: row.need_id})
CREATE (w:Showing)-[:FOR]->(n)
SET w = row

// name: add_shown
// Hang proposals on the lists in which they were shown.
// parameters: rows
UNWIND $rows AS row
MATCH (w:Showing {id: row.showing_id}), (p:Proposal {id: row.proposal_id})
CREATE (w)-[:SHOWED {position: row.position, score: row.score, probability: row.probability}]->(p)

// name: create_engagements
// Make engagements of accepted proposals.
// parameters: rows
UNWIND $rows AS row
MATCH (p:Proposal {id: row.id}), (s:Startup {id: row.startup_id}), (v:Person {id: row.supervisor_id})
CREATE (e:Engagement)
SET e = row.properties
CREATE (e)-[:FROM]->(p), (e)-[:OF]->(s), (e)-[:WITH]->(v)

// name: create_talks
// Make engagements of proposals that investors accepted.
// parameters: rows
UNWIND $rows AS row
MATCH (p:Proposal {id: row.id}), (s:Startup {id: row.startup_id}), (v:Investor {id: row.supervisor_id})
CREATE (e:Engagement)
SET e = row.properties
CREATE (e)-[:FROM]->(p), (e)-[:OF]->(s), (e)-[:WITH]->(v)

// name: create_sessions
// Make sessions of engagements.
// parameters: rows
UNWIND $rows AS row
MATCH (e:Engagement {id: row.engagement_id})
CREATE (x:Session)-[:IN]->(e)
SET x = row.properties

// name: create_feedback
// Make ratings of sessions.
// parameters: rows
UNWIND $rows AS row
MATCH (x:Session {id: row.session_id})
CREATE (f:Feedback)-[:ON]->(x)
SET f = row.properties
