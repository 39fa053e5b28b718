// name: list_founded
// From these records: who founded what.
// parameters: ids
UNWIND $ids AS id
OPTIONAL MATCH (a1:Person {id: id})
WITH a1 AS a
WHERE a IS NOT NULL
MATCH (a)-[r:FOUNDED]->(b)
RETURN a.id AS from_id, b.id AS to_id, r.from AS from, r.to AS to
LIMIT 1000000

// name: create_founded
// Note who founded what, and when.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Person {id: row.from_id})
OPTIONAL MATCH (b1:Startup {id: row.to_id})
OPTIONAL MATCH (b2:Lab {id: row.to_id})
OPTIONAL MATCH (b3:Incubator {id: row.to_id})
OPTIONAL MATCH (b4:Investor {id: row.to_id})
OPTIONAL MATCH (b5:Park {id: row.to_id})
OPTIONAL MATCH (b6:Enterprise {id: row.to_id})
WITH row, a1 AS a, coalesce(b1, b2, b3, b4, b5, b6) AS b
WHERE a IS NOT NULL AND b IS NOT NULL
CREATE (a)-[:FOUNDED {from: row.from, to: row.to}]->(b)

// name: date_founded
// Write the dates of what is known since `known_from`: who founded what.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Person {id: row.from_id})
OPTIONAL MATCH (b1:Startup {id: row.to_id})
OPTIONAL MATCH (b2:Lab {id: row.to_id})
OPTIONAL MATCH (b3:Incubator {id: row.to_id})
OPTIONAL MATCH (b4:Investor {id: row.to_id})
OPTIONAL MATCH (b5:Park {id: row.to_id})
OPTIONAL MATCH (b6:Enterprise {id: row.to_id})
WITH row, a1 AS a, coalesce(b1, b2, b3, b4, b5, b6) AS b
MATCH (a)-[r:FOUNDED]->(b)
WHERE r.from = row.known_from OR (r.from IS NULL AND row.known_from IS NULL)
SET r.from = row.from, r.to = row.to

// name: list_works_at
// From these records: who works where.
// parameters: ids
UNWIND $ids AS id
OPTIONAL MATCH (a1:Person {id: id})
WITH a1 AS a
WHERE a IS NOT NULL
MATCH (a)-[r:WORKS_AT]->(b)
RETURN a.id AS from_id, b.id AS to_id, r.from AS from, r.to AS to
LIMIT 1000000

// name: create_works_at
// Note who works where, and when.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Person {id: row.from_id})
OPTIONAL MATCH (b1:Startup {id: row.to_id})
OPTIONAL MATCH (b2:Lab {id: row.to_id})
OPTIONAL MATCH (b3:Incubator {id: row.to_id})
OPTIONAL MATCH (b4:Investor {id: row.to_id})
OPTIONAL MATCH (b5:Park {id: row.to_id})
OPTIONAL MATCH (b6:Enterprise {id: row.to_id})
WITH row, a1 AS a, coalesce(b1, b2, b3, b4, b5, b6) AS b
WHERE a IS NOT NULL AND b IS NOT NULL
CREATE (a)-[:WORKS_AT {from: row.from, to: row.to}]->(b)

// name: date_works_at
// Write the dates of what is known since `known_from`: who works where.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Person {id: row.from_id})
OPTIONAL MATCH (b1:Startup {id: row.to_id})
OPTIONAL MATCH (b2:Lab {id: row.to_id})
OPTIONAL MATCH (b3:Incubator {id: row.to_id})
OPTIONAL MATCH (b4:Investor {id: row.to_id})
OPTIONAL MATCH (b5:Park {id: row.to_id})
OPTIONAL MATCH (b6:Enterprise {id: row.to_id})
WITH row, a1 AS a, coalesce(b1, b2, b3, b4, b5, b6) AS b
MATCH (a)-[r:WORKS_AT]->(b)
WHERE r.from = row.known_from OR (r.from IS NULL AND row.known_from IS NULL)
SET r.from = row.from, r.to = row.to

// name: list_invested_in
// From these records: who invested in what.
// parameters: ids
UNWIND $ids AS id
OPTIONAL MATCH (a1:Investor {id: id})
OPTIONAL MATCH (a2:Person {id: id})
WITH coalesce(a1, a2) AS a
WHERE a IS NOT NULL
MATCH (a)-[r:INVESTED_IN]->(b)
RETURN a.id AS from_id, b.id AS to_id, r.from AS from, r.to AS to
LIMIT 1000000

// name: create_invested_in
// Note who invested in what, and when.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Investor {id: row.from_id})
OPTIONAL MATCH (a2:Person {id: row.from_id})
OPTIONAL MATCH (b1:Startup {id: row.to_id})
WITH row, coalesce(a1, a2) AS a, b1 AS b
WHERE a IS NOT NULL AND b IS NOT NULL
CREATE (a)-[:INVESTED_IN {from: row.from, to: row.to}]->(b)

// name: date_invested_in
// Write the dates of what is known since `known_from`: who invested in what.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Investor {id: row.from_id})
OPTIONAL MATCH (a2:Person {id: row.from_id})
OPTIONAL MATCH (b1:Startup {id: row.to_id})
WITH row, coalesce(a1, a2) AS a, b1 AS b
MATCH (a)-[r:INVESTED_IN]->(b)
WHERE r.from = row.known_from OR (r.from IS NULL AND row.known_from IS NULL)
SET r.from = row.from, r.to = row.to

// name: list_advises
// From these records: who advises whom.
// parameters: ids
UNWIND $ids AS id
OPTIONAL MATCH (a1:Person {id: id})
WITH a1 AS a
WHERE a IS NOT NULL
MATCH (a)-[r:ADVISES]->(b)
RETURN a.id AS from_id, b.id AS to_id, r.from AS from, r.to AS to
LIMIT 1000000

// name: create_advises
// Note who advises whom, and when.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Person {id: row.from_id})
OPTIONAL MATCH (b1:Startup {id: row.to_id})
WITH row, a1 AS a, b1 AS b
WHERE a IS NOT NULL AND b IS NOT NULL
CREATE (a)-[:ADVISES {from: row.from, to: row.to}]->(b)

// name: date_advises
// Write the dates of what is known since `known_from`: who advises whom.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Person {id: row.from_id})
OPTIONAL MATCH (b1:Startup {id: row.to_id})
WITH row, a1 AS a, b1 AS b
MATCH (a)-[r:ADVISES]->(b)
WHERE r.from = row.known_from OR (r.from IS NULL AND row.known_from IS NULL)
SET r.from = row.from, r.to = row.to

// name: list_incubated_by
// From these records: who is incubated where.
// parameters: ids
UNWIND $ids AS id
OPTIONAL MATCH (a1:Startup {id: id})
WITH a1 AS a
WHERE a IS NOT NULL
MATCH (a)-[r:INCUBATED_BY]->(b)
RETURN a.id AS from_id, b.id AS to_id, r.from AS from, r.to AS to
LIMIT 1000000

// name: create_incubated_by
// Note who is incubated where, and when.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Startup {id: row.from_id})
OPTIONAL MATCH (b1:Incubator {id: row.to_id})
WITH row, a1 AS a, b1 AS b
WHERE a IS NOT NULL AND b IS NOT NULL
CREATE (a)-[:INCUBATED_BY {from: row.from, to: row.to}]->(b)

// name: date_incubated_by
// Write the dates of what is known since `known_from`: who is incubated where.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Startup {id: row.from_id})
OPTIONAL MATCH (b1:Incubator {id: row.to_id})
WITH row, a1 AS a, b1 AS b
MATCH (a)-[r:INCUBATED_BY]->(b)
WHERE r.from = row.known_from OR (r.from IS NULL AND row.known_from IS NULL)
SET r.from = row.from, r.to = row.to

// name: any_state
// Whether the state of some term says more than that somebody is on a list: one row or none.
// parameters: none
MATCH (:Person)-[r:IN_POOL_OF]->(:Incubator)
WHERE r.state IN [TermState.ACTIVE, TermState.ENDED, TermState.LEFT]
RETURN 1 AS found
LIMIT 1

// name: any_ended_for
// Whether a reason of an ended term is known: one row or none.
// parameters: none
MATCH (:Person)-[r:IN_POOL_OF]->(:Incubator)
WHERE r.ended_for IS NOT NULL
RETURN 1 AS found
LIMIT 1

// name: list_in_pool_of
// From these records: whose pool people are in; who is on a list stays so where they are invited besides.
// parameters: ids
UNWIND $ids AS id
OPTIONAL MATCH (a1:Person {id: id})
WITH a1 AS a
WHERE a IS NOT NULL
MATCH (a)-[r:IN_POOL_OF]->(b)
RETURN a.id AS from_id, b.id AS to_id, r.from AS from, r.to AS to, r.ended_for AS ended_for,
       CASE WHEN r.state = TermState.INVITED AND r.before = TermState.LISTED THEN TermState.LISTED ELSE r.state END AS state
LIMIT 1000000

// name: create_in_pool_of
// Note whose pool people are in, and when, in the state that each row says. Whether somebody whose term has ended ever
// said yes is not known: where it is renewed they are on the list.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Person {id: row.from_id})
OPTIONAL MATCH (b1:Incubator {id: row.to_id})
WITH row, a1 AS a, b1 AS b
WHERE a IS NOT NULL AND b IS NOT NULL
CREATE (a)-[:IN_POOL_OF {state: row.state, from: row.from, to: row.to, reserved: false, note: '',
                         before: CASE WHEN row.state = TermState.ENDED THEN TermState.LISTED END,
                         ended_for: CASE WHEN row.state = TermState.ENDED THEN row.ended_for END}]->(b)

// name: date_in_pool_of
// Write the dates of what is known since `known_from`: whose pool people are in. A term that ended by its dates alone
// goes by the new ones.
// parameters: rows
UNWIND $rows AS row
OPTIONAL MATCH (a1:Person {id: row.from_id})
OPTIONAL MATCH (b1:Incubator {id: row.to_id})
WITH row, a1 AS a, b1 AS b
MATCH (a)-[r:IN_POOL_OF]->(b)
WHERE r.from = row.known_from OR (r.from IS NULL AND row.known_from IS NULL)
SET r.from = row.from, r.to = row.to,
    r.state = CASE WHEN r.lapsed = true THEN coalesce(r.before, TermState.ACTIVE) ELSE r.state END
SET r.lapsed = null
