// name: startup_of_incubator
// A row when this startup is with this incubator today.
// parameters: startup_id, incubator_id, day
MATCH (s:Startup {id: $startup_id})-[r:INCUBATED_BY]->(i:Incubator {id: $incubator_id})
WHERE in_force(r, $day)
RETURN s.id AS id
LIMIT 1

// name: person_of_incubator
// A row when this person is in the pool of this incubator today.
// parameters: person_id, incubator_id, day
MATCH (v:Person {id: $person_id})-[r:IN_POOL_OF]->(i:Incubator {id: $incubator_id})
WHERE running(r, $day)
RETURN v.id AS id
LIMIT 1
