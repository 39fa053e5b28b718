// name: lock
// Take the locks of supervisors, in the order in which they are given.
// parameters: ids, nonce
UNWIND $ids AS id
MATCH (s:Person {id: id})
WHERE s:Supervisor
SET s.lock = $nonce

// name: list_by_id
// What a curator may come to change about some members of a pool, with the term, and how many pools have or invite them.
// parameters: incubator_id, ids, day
UNWIND $ids AS id
MATCH (s:Person {id: id})-[m:IN_POOL_OF]->(:Incubator {id: $incubator_id})
WHERE s:Supervisor
RETURN s.id AS id, s.name AS name, s.name_zh AS name_zh, s.category AS category, s.capacity AS capacity, s.email AS email,
       s.help_areas AS help_areas, s.unconfirmed_areas AS unconfirmed_areas,
       [(s)-[:EXPERT_IN]->(i:Industry) | i.id] AS industries, [(s)-[:ABOUT]->(t:Topic) | t.name] AS topics,
       coalesce(m.state, TermState.ACTIVE) AS state, m.before AS before, m.from AS since, m.to AS until, m.name AS invited_as, m.tags AS tags,
       COUNT { (s)-[o:IN_POOL_OF]->(:Incubator) WHERE is_open(o, $day) } AS pools
LIMIT 5000
