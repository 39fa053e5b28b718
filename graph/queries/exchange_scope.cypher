// name: foreign_people
// Which of these people are in pools, but not in this incubator's.
// parameters: ids, incubator_id
UNWIND $ids AS id
MATCH (n:Person {id: id})
WITH n, [(n)-[:IN_POOL_OF]->(o:Incubator) | o.id] AS pools
WHERE size(pools) > 0 AND NOT $incubator_id IN pools
RETURN n.id AS id
LIMIT 2000

// name: foreign_startups
// Which of these startups are incubated, but not by this incubator.
// parameters: ids, incubator_id
UNWIND $ids AS id
MATCH (n:Startup {id: id})
WITH n, [(n)-[:INCUBATED_BY]->(o:Incubator) | o.id] AS incubators
WHERE size(incubators) > 0 AND NOT $incubator_id IN incubators
RETURN n.id AS id
LIMIT 2000

// name: join_pool
// Take people into an incubator's pool; those that are in it stay as they are.
// parameters: ids, incubator_id, day
MATCH (o:Incubator {id: $incubator_id})
UNWIND $ids AS id
MATCH (n:Person {id: id})
WITH o, n, [(n)-[:IN_POOL_OF]->(pool:Incubator) | pool.id] AS pools
WHERE NOT $incubator_id IN pools
CREATE (n)-[:IN_POOL_OF {status: 'active', from: $day, reserved: false, note: ''}]->(o)

// name: join_incubator
// Have startups incubated by an incubator; those that are stay as they are.
// parameters: ids, incubator_id, day
MATCH (o:Incubator {id: $incubator_id})
UNWIND $ids AS id
MATCH (n:Startup {id: id})
WITH o, n, [(n)-[:INCUBATED_BY]->(house:Incubator) | house.id] AS houses
WHERE NOT $incubator_id IN houses
CREATE (n)-[:INCUBATED_BY {from: $day}]->(o)
