// name: of_pool
// How often each active supervisor of a pool was on a list since a moment, why, and how often asked.
// parameters: incubator_id, since, day, limit
MATCH (:Incubator {id: $incubator_id})<-[m:IN_POOL_OF]-(s:Supervisor)
WHERE running(m, $day)
OPTIONAL MATCH (s)<-[:TO]-(p:Proposal)<-[r:SHOWED]-(w:Showing)
WHERE w.at >= $since
RETURN s.id AS id, s.name AS name, s.name_zh AS name_zh, s.joined_on AS joined_on, count(r) AS shown,
       sum(CASE WHEN r.why = 'newcomer' THEN 1 ELSE 0 END) AS as_newcomer,
       sum(CASE WHEN r.why = 'chance' THEN 1 ELSE 0 END) AS by_lot,
       count(DISTINCT CASE WHEN p.asked_at >= $since THEN p.id END) AS asked
LIMIT $limit

// name: to_own
// How often each provider of a label was on a list of the incubator's own startups since a moment, and how often they
// asked.
// parameters: label, incubator_id, since, day, limit
MATCH (v:Person|Investor|Lab)
WHERE $label IN labels(v)
OPTIONAL MATCH (v)<-[:TO]-(p:Proposal)-[:BY]->(:Startup)-[b:INCUBATED_BY]->(:Incubator {id: $incubator_id})
WHERE in_force(b, $day)
OPTIONAL MATCH (p)<-[r:SHOWED]-(w:Showing)
WHERE w.at >= $since
RETURN v.id AS id, v.name AS name, v.name_zh AS name_zh, null AS joined_on, count(r) AS shown,
       sum(CASE WHEN r.why = 'newcomer' THEN 1 ELSE 0 END) AS as_newcomer,
       sum(CASE WHEN r.why = 'chance' THEN 1 ELSE 0 END) AS by_lot,
       count(DISTINCT CASE WHEN p.asked_at >= $since THEN p.id END) AS asked
LIMIT $limit
