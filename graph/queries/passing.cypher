// name: colleagues
// Everybody beside whom somebody was asked stands in a pool on a day.
// parameters: id, day, limit
MATCH (p:Proposal {id: $id})-[:TO]->(s:Supervisor)-[m:IN_POOL_OF]->(u:Incubator)<-[c:IN_POOL_OF]-(o:Supervisor)
WHERE running(m, $day) AND running(c, $day) AND o.id <> s.id
RETURN DISTINCT o.id AS id, coalesce(o.name, '') AS name, coalesce(o.name_zh, '') AS name_zh
ORDER BY name, id
LIMIT $limit

// name: note
// Note whom somebody suggested in their place.
// parameters: id, colleague_id
MATCH (p:Proposal {id: $id})
MATCH (o:Person {id: $colleague_id})
WHERE o:Supervisor
CREATE (p)-[:PASSED_TO]->(o)
RETURN o.id AS id

// name: forget
// Nobody is suggested any more.
// parameters: id
MATCH (p:Proposal {id: $id})-[r:PASSED_TO]->()
DELETE r

// name: note_read
// Note when whoever was asked first read a request; no row where it does not wait or was read before.
// parameters: id, nonce, at
MATCH (p:Proposal {id: $id, state: RequestState.ASKED})
SET p.lock = $nonce
WITH p
WHERE p.read_at IS NULL AND p.asked_at <= $at
SET p.read_at = $at
RETURN p.id AS id
