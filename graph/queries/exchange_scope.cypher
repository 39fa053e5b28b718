// name: join_pool
// List people in an incubator's pool; those that are in it stay as they are.
// parameters: ids, incubator_id, day
MATCH (o:Incubator {id: $incubator_id})
UNWIND $ids AS id
MATCH (n:Person {id: id})
WITH o, n, [(n)-[:IN_POOL_OF]->(pool:Incubator) | pool.id] AS pools
WHERE NOT $incubator_id IN pools
CREATE (n)-[:IN_POOL_OF {state: TermState.LISTED, from: $day, reserved: false, note: ''}]->(o)
RETURN n.id AS id
LIMIT 5000

// name: join_incubator
// Have startups incubated by an incubator; those that are stay as they are.
// parameters: ids, incubator_id, day
MATCH (o:Incubator {id: $incubator_id})
UNWIND $ids AS id
MATCH (n:Startup {id: id})
WITH o, n, [(n)-[:INCUBATED_BY]->(incubator:Incubator) | incubator.id] AS incubators
WHERE NOT $incubator_id IN incubators
CREATE (n)-[:INCUBATED_BY {from: $day}]->(o)
RETURN n.id AS id
LIMIT 5000
