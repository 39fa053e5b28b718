// name: ending
// The terms of a pool that run on a day and no more on a later one, the first first.
// parameters: incubator_id, day, later, limit
MATCH (:Incubator {id: $incubator_id})<-[m:IN_POOL_OF]-(s:Supervisor)
WHERE running(m, $day) AND NOT in_force(m, $later)
RETURN s.id AS id, s.name AS name, coalesce(s.name_zh, '') AS name_zh, m.to AS until
ORDER BY until, id
LIMIT $limit
