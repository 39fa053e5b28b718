// name: suggest
// Note whom an incubator suggests for a need, and why; whether it was not noted before.
// parameters: need_id, provider_id, incubator_id, word, at
MATCH (n:Need {id: $need_id})
MATCH provider(v, $provider_id)
OPTIONAL MATCH (n)-[old:SUGGESTED]->(v)
WHERE old.incubator_id = $incubator_id
WITH n, v, count(old) AS before
MERGE (n)-[r:SUGGESTED {incubator_id: $incubator_id}]->(v)
SET r.word = $word, r.at = $at
RETURN before = 0 AS is_new

// name: of_need
// Whom incubators suggest for a need, the newest first, with what became of it.
// parameters: need_id, limit
MATCH (n:Need {id: $need_id})-[r:SUGGESTED]->(v)
OPTIONAL MATCH (i:Incubator {id: r.incubator_id})
OPTIONAL MATCH (n)<-[:FOR]-(p:Proposal)-[:TO]->(v)
RETURN v.id AS id, v.name AS name, v.name_zh AS name_zh, r.word AS word, r.at AS at,
       i.name AS incubator, i.name_zh AS incubator_zh, p.id AS proposal_id, p.state AS state
ORDER BY at DESC, id
LIMIT $limit
