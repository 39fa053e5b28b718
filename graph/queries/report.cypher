// name: sessions
// Meetings held between two moments by startups that were with an incubator meanwhile, each with the days of that tie.
// parameters: id, since, until, first, last, limit
MATCH (i:Incubator {id: $id})<-[r:INCUBATED_BY]-(s:Startup)<-[:OF]-(e:Engagement)<-[:IN]-(x:Session {state: SessionState.HELD})
WHERE meanwhile(r, $first, $last)
  AND x.starts_at >= $since AND x.starts_at < $until
MATCH (e)-[:WITH]->(v)
RETURN x.id AS id, x.starts_at AS at, coalesce(x.minutes, 60) AS minutes, s.id AS startup_id, s.name AS startup_name,
       s.name_zh AS startup_name_zh, v.id AS provider_id, v.name AS provider_name, v.name_zh AS provider_name_zh,
       v:Supervisor AS is_supervisor, EXISTS { (v)-[:IN_POOL_OF]->(i) } AS is_own_provider, e.goal AS title,
       [(s)-[:IN_INDUSTRY]->(f:Industry) | f.id] AS industries, r.from AS here_from, r.to AS here_to
ORDER BY at, id
LIMIT $limit

// name: requests
// Requests asked, or answered, between two moments by startups that were with an incubator meanwhile.
// parameters: id, since, until, first, last, is_of_answers, limit
MATCH (i:Incubator {id: $id})<-[r:INCUBATED_BY]-(s:Startup)<-[:BY]-(p:Proposal)-[:TO]->(v)
WHERE meanwhile(r, $first, $last)
WITH i, r, s, p, v, CASE WHEN $is_of_answers THEN p.decided_at ELSE p.asked_at END AS at
WHERE at >= $since AND at < $until
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
RETURN p.id AS id, at, p.decided_at AS decided_at, p.state AS state, s.id AS startup_id,
       s.name AS startup_name, s.name_zh AS startup_name_zh, v.id AS provider_id, v.name AS provider_name,
       v.name_zh AS provider_name_zh, v:Supervisor AS is_supervisor,
       EXISTS { (v)-[:IN_POOL_OF]->(i) } AS is_own_provider, n.title AS title,
       [(s)-[:IN_INDUSTRY]->(f:Industry) | f.id] AS industries, r.from AS here_from, r.to AS here_to
ORDER BY at, id
LIMIT $limit

// name: pool_on
// Supervisors in an incubator's pool and startups with it on a day, whatever became of them since.
// parameters: incubator_id, day, states, limit
MATCH (:Incubator {id: $incubator_id})<-[r:IN_POOL_OF|INCUBATED_BY]-(one)
WHERE in_force(r, $day)
  AND (coalesce(r.state, TermState.ACTIVE) IN $states OR (r.state = TermState.INVITED AND r.before = TermState.LISTED))
RETURN DISTINCT one.id AS id, one:Startup AS is_startup
LIMIT $limit
