// name: due
// The curators who want a summary of each week, with the incubator of each of their roles.
// parameters: role, open, limit
MATCH (a:Account)-[:HOLDS]->(m:Membership)
WHERE m.role = $role AND a.state = $open AND a.without_digest IS NULL
RETURN a.id AS account_id, m.subject_id AS incubator_id
ORDER BY account_id, incubator_id
LIMIT $limit

// name: is_wanted
// Whether an account gets the summaries of weeks.
// parameters: id
MATCH (a:Account {id: $id})
RETURN a.without_digest IS NULL AS wanted

// name: set
// Let an account get the summaries of weeks (null), or no more (true).
// parameters: id, without
MATCH (a:Account {id: $id})
SET a.without_digest = $without
RETURN a.id AS id

// name: comers
// Supervisors who are in an incubator's pool and startups that are with it on a day, and since when.
// parameters: incubator_id, day, limit
MATCH (:Incubator {id: $incubator_id})<-[r:IN_POOL_OF|INCUBATED_BY]-(one)
WHERE running(r, $day)
RETURN one.id AS id, one:Startup AS is_startup, r.from AS since
LIMIT $limit
