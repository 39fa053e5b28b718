// name: described
// What tells the people of a pool apart, for those who are in it on a day.
// parameters: incubator_id, day
MATCH (:Incubator {id: $incubator_id})<-[m:IN_POOL_OF]-(p:Supervisor)
WHERE running(m, $day)
RETURN p {.id, .name, .name_zh, .email, .orcid, .website, .region, .country, .category, .languages, .summary, .summary_zh,
          .help_areas} AS record,
       [(p)-[:EXPERT_IN]->(i:Industry) | i.id] AS industries,
       [(p)-[:ABOUT]->(t:Topic) | t.name] AS topics,
       [(p)-[:WORKS_AT|FOUNDED]->(o) | o.name] AS employers,
       [(p)<-[:CAREER_OF]-(c:Career) | c.organisation] AS former
ORDER BY p.id
LIMIT 20000

// name: look_of
// What a look for doubles in a pool would see: how many there are, and when the last of them changed.
// parameters: incubator_id, day
MATCH (i:Incubator {id: $incubator_id})
OPTIONAL MATCH (i)<-[m:IN_POOL_OF]-(p:Supervisor)
WHERE running(m, $day)
RETURN count(p) AS count, coalesce(max(p.changed_at), 0) AS last

// name: looked
// When a pool was last looked through for doubles, and what was seen.
// parameters: incubator_id
MATCH (i:Incubator {id: $incubator_id})
RETURN i.doubles_at AS at, coalesce(i.doubles_of, '') AS seen
LIMIT 1

// name: note_look
// Note that a pool was looked through for doubles.
// parameters: incubator_id, at, seen
MATCH (i:Incubator {id: $incubator_id})
SET i.doubles_at = $at, i.doubles_of = $seen

// name: forget_maybes
// Forget whom a look found to be probably one.
// parameters: incubator_id
MATCH (:Incubator {id: $incubator_id})<-[:IN_POOL_OF]-(a:Person)-[r:MAYBE_SAME_AS]-(:Person)
WHERE r.incubator_id = $incubator_id
DELETE r

// name: note_maybes
// Note who is probably one, how probably, and what speaks for it.
// parameters: rows
UNWIND $rows AS row
MATCH (a:Person {id: row.left_id})
MATCH (b:Person {id: row.right_id})
CREATE (a)-[:MAYBE_SAME_AS {incubator_id: row.incubator_id, probability: row.probability, evidence: row.evidence}]->(b)

// name: maybes
// The pairs of a pool that are probably one and that its incubator does not call two, the most probable first.
// parameters: incubator_id, day, limit
MATCH (i:Incubator {id: $incubator_id})<-[m:IN_POOL_OF]-(a:Person)-[r:MAYBE_SAME_AS]->(b:Person)
WHERE r.incubator_id = $incubator_id AND running(m, $day)
  AND EXISTS { (b)-[n:IN_POOL_OF]->(:Incubator {id: $incubator_id}) WHERE running(n, $day) }
  AND NOT EXISTS { (a)-[s:NOT_SAME_AS]-(b) WHERE s.incubator_id = $incubator_id }
RETURN a.id AS left_id, a.name AS left_name, a.name_zh AS left_name_zh,
       b.id AS right_id, b.name AS right_name, b.name_zh AS right_name_zh,
       r.probability AS probability, r.evidence AS evidence
ORDER BY probability DESC, left_id, right_id
LIMIT $limit

// name: count_maybes
// How many such pairs there are.
// parameters: incubator_id, day
MATCH (i:Incubator {id: $incubator_id})<-[m:IN_POOL_OF]-(a:Person)-[r:MAYBE_SAME_AS]->(b:Person)
WHERE r.incubator_id = $incubator_id AND running(m, $day)
  AND EXISTS { (b)-[n:IN_POOL_OF]->(:Incubator {id: $incubator_id}) WHERE running(n, $day) }
  AND NOT EXISTS { (a)-[s:NOT_SAME_AS]-(b) WHERE s.incubator_id = $incubator_id }
RETURN count(r) AS count

// name: pools
// Every incubator that has a pool.
// parameters: none
MATCH (i:Incubator)<-[:IN_POOL_OF]-(:Supervisor)
RETURN DISTINCT i.id AS id
LIMIT 100000
