// name: create_startups
// Make startups from their properties.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Startup)
SET n = row

// name: create_supervisors
// Make persons who are supervisors.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Person:Supervisor)
SET n = row

// name: create_talents
// Make persons who are talents.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Person:Talent)
SET n = row

// name: create_supervisor_talents
// Make persons who are supervisors and talents.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Person:Supervisor:Talent)
SET n = row

// name: create_investors
// Make investors from their properties.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Investor)
SET n = row

// name: create_labs
// Make labs from their properties.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Lab)
SET n = row

// name: create_incubators
// Make incubators from their properties.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Incubator)
SET n = row

// name: create_parks
// Make parks from their properties.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Park)
SET n = row

// name: create_needs
// Make needs and say who raised them.
// parameters: rows
UNWIND $rows AS row
MATCH (s:Startup {id: row.startup_id})
CREATE (s)-[:RAISED]->(n:Need)
SET n = row.properties

// name: create_topics
// Have each topic once.
// parameters: rows
UNWIND $rows AS row
MERGE (t:Topic {id: row.id})
ON CREATE SET t.name = row.name

// name: tag_startups
// Say which industries startups are in.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Startup {id: row.id}), (i:Industry {id: row.industry})
CREATE (n)-[:IN_INDUSTRY]->(i)

// name: tag_people
// Say which industries persons are experts in.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Person {id: row.id}), (i:Industry {id: row.industry})
CREATE (n)-[:EXPERT_IN]->(i)

// name: tag_investors
// Say which industries investors look at.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Investor {id: row.id}), (i:Industry {id: row.industry})
CREATE (n)-[:IN_INDUSTRY]->(i)

// name: tag_labs
// Say which industries labs work for.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Lab {id: row.id}), (i:Industry {id: row.industry})
CREATE (n)-[:IN_INDUSTRY]->(i)

// name: tag_incubators
// Say which industries incubators care for.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Incubator {id: row.id}), (i:Industry {id: row.industry})
CREATE (n)-[:IN_INDUSTRY]->(i)

// name: tag_parks
// Say which industries lead a park.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Park {id: row.id}), (i:Industry {id: row.industry})
CREATE (n)-[:IN_INDUSTRY]->(i)

// name: tag_needs
// Say which industries needs are about.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Need {id: row.id}), (i:Industry {id: row.industry})
CREATE (n)-[:IN_INDUSTRY]->(i)

// name: about_startups
// Put topics on startups.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Startup {id: row.id}), (t:Topic {id: row.topic})
CREATE (n)-[:ABOUT]->(t)

// name: about_people
// Put topics on persons.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Person {id: row.id}), (t:Topic {id: row.topic})
CREATE (n)-[:ABOUT]->(t)

// name: about_investors
// Put topics on investors.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Investor {id: row.id}), (t:Topic {id: row.topic})
CREATE (n)-[:ABOUT]->(t)

// name: about_labs
// Put topics on labs.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Lab {id: row.id}), (t:Topic {id: row.topic})
CREATE (n)-[:ABOUT]->(t)

// name: about_needs
// Put topics on needs.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Need {id: row.id}), (t:Topic {id: row.topic})
CREATE (n)-[:ABOUT]->(t)

// name: works_at_lab
// Say who works at which lab since when.
// parameters: rows
UNWIND $rows AS row
MATCH (a:Person {id: row.from_id}), (b:Lab {id: row.to_id})
CREATE (a)-[:WORKS_AT {from: row.from, to: row.to}]->(b)

// name: works_at_investor
// Say who works at which investor since when.
// parameters: rows
UNWIND $rows AS row
MATCH (a:Person {id: row.from_id}), (b:Investor {id: row.to_id})
CREATE (a)-[:WORKS_AT {from: row.from, to: row.to}]->(b)

// name: invested_in
// Say which investor holds a share of which startup.
// parameters: rows
UNWIND $rows AS row
MATCH (a:Investor {id: row.from_id}), (b:Startup {id: row.to_id})
CREATE (a)-[:INVESTED_IN {from: row.from, to: row.to}]->(b)

// name: incubated_by
// Say which incubator is home to which startup.
// parameters: rows
UNWIND $rows AS row
MATCH (a:Startup {id: row.from_id}), (b:Incubator {id: row.to_id})
CREATE (a)-[:INCUBATED_BY {from: row.from, to: row.to}]->(b)

// name: in_pool_of
// Say which supervisor is in whose pool, until when.
// parameters: rows
UNWIND $rows AS row
MATCH (a:Person {id: row.from_id}), (b:Incubator {id: row.to_id})
CREATE (a)-[:IN_POOL_OF {state: row.state, before: row.before, from: row.from, to: row.to,
                         reserved: row.reserved}]->(b)

// name: pool_notes
// Say what curators noted about supervisors.
// parameters: rows
UNWIND $rows AS row
MATCH (p:Person {id: row.person_id})
CREATE (:ContactEntry {id: row.id, incubator_id: row.incubator_id, kind: 'note', author_id: '', at: row.at, subject: '',
                       text: row.text, revision: 0})-[:CONTACT_WITH]->(p)

// name: founded
// Say who founded which startup.
// parameters: rows
UNWIND $rows AS row
MATCH (a:Person {id: row.from_id}), (b:Startup {id: row.to_id})
CREATE (a)-[:FOUNDED {from: row.from, to: row.to}]->(b)

// name: advises
// Say who advised which startup before.
// parameters: rows
UNWIND $rows AS row
MATCH (a:Person {id: row.from_id}), (b:Startup {id: row.to_id})
CREATE (a)-[:ADVISES {from: row.from, to: row.to}]->(b)

// name: conflicts_with_startup
// Note conflicts of interest between persons and startups.
// parameters: rows
UNWIND $rows AS row
MATCH (a:Person {id: row.left_id}), (b:Startup {id: row.right_id})
CREATE (a)-[:CONFLICTS_WITH {id: row.id, kind: row.kind, from: row.from, to: row.to}]->(b)

// name: conflicts_with_lab
// Note conflicts of interest between persons and labs.
// parameters: rows
UNWIND $rows AS row
MATCH (a:Person {id: row.left_id}), (b:Lab {id: row.right_id})
CREATE (a)-[:CONFLICTS_WITH {id: row.id, kind: row.kind, from: row.from, to: row.to}]->(b)
