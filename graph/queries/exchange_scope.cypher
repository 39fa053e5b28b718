// name: foreign_people
// Which of these people are in pools or have an account, and are not in this incubator's pool today: neither who left
// it nor who has not accepted yet is its own.
// parameters: ids, incubator_id, day
UNWIND $ids AS id
MATCH (n:Person {id: id})
WITH n, [(n)-[:IN_POOL_OF]->(o:Incubator) | o.id] AS pools, [(n)<-[:OF]-(a:Membership) | a.id] AS held,
     [(n)-[m:IN_POOL_OF]->(o:Incubator {id: $incubator_id})
      WHERE running(m, $day) | o.id] AS own
WHERE size(pools) + size(held) > 0 AND size(own) = 0
RETURN n.id AS id
LIMIT 2000

// name: foreign_startups
// Which of these startups were ever incubated or have an account, and are not with this incubator today.
// parameters: ids, incubator_id, day
UNWIND $ids AS id
MATCH (n:Startup {id: id})
WITH n, [(n)-[:INCUBATED_BY]->(o:Incubator) | o.id] AS incubators, [(n)<-[:OF]-(a:Membership) | a.id] AS held,
     [(n)-[r:INCUBATED_BY]->(o:Incubator {id: $incubator_id}) WHERE in_force(r, $day) | o.id] AS own
WHERE size(incubators) + size(held) > 0 AND size(own) = 0
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
CREATE (n)-[:IN_POOL_OF {state: TermState.ACTIVE, from: $day, reserved: false, note: ''}]->(o)

// name: join_incubator
// Have startups incubated by an incubator; those that are stay as they are.
// parameters: ids, incubator_id, day
MATCH (o:Incubator {id: $incubator_id})
UNWIND $ids AS id
MATCH (n:Startup {id: id})
WITH o, n, [(n)-[:INCUBATED_BY]->(incubator:Incubator) | incubator.id] AS incubators
WHERE NOT $incubator_id IN incubators
CREATE (n)-[:INCUBATED_BY {from: $day}]->(o)
