// name: load
// Open and all engagements of each supervisor of a pool.
// parameters: incubator_id
MATCH (:Incubator {id: $incubator_id})<-[:IN_POOL_OF]-(s:Supervisor)
MATCH (s)<-[:WITH]-(e:Engagement)
RETURN s.id AS id, load_record(e)
LIMIT 20000

// name: load_by_id
// The same of some.
// parameters: ids
UNWIND $ids AS id
MATCH (s:Person {id: id})<-[:WITH]-(e:Engagement)
RETURN s.id AS id, load_record(e)
LIMIT 20000

// name: answers
// How the supervisors of a pool answered: when each was asked and answered, how many since a moment, and what waits.
// One row a supervisor: a row a request would cost the driver more than the server.
// parameters: incubator_id, since
MATCH (:Incubator {id: $incubator_id})<-[:IN_POOL_OF]-(s:Supervisor)
MATCH (s)<-[:TO]-(p:Proposal)
WHERE p.asked_at IS NOT NULL AND p.state IN [RequestState.ASKED, RequestState.ACCEPTED, RequestState.DECLINED]
RETURN s.id AS id, answers_record(p, $since)
LIMIT 20000

// name: answers_by_id
// The same of some.
// parameters: ids, since
UNWIND $ids AS id
MATCH (s:Person {id: id})<-[:TO]-(p:Proposal)
WHERE p.asked_at IS NOT NULL AND p.state IN [RequestState.ASKED, RequestState.ACCEPTED, RequestState.DECLINED]
RETURN s.id AS id, answers_record(p, $since)
LIMIT 20000

// name: ratings
// Startups' ratings of these supervisors of a pool since a moment: mean, spread, how many and of how many startups.
// A rating counts once both sides answered, or when the time to answer is up.
// parameters: incubator_id, ids, since, closed_before
UNWIND $ids AS id
MATCH (s:Person {id: id})-[:IN_POOL_OF]->(:Incubator {id: $incubator_id})
WHERE s:Supervisor
MATCH (s)<-[:WITH]-(e:Engagement)-[:OF]->(st:Startup)
MATCH (e)<-[:IN]-(x:Session)<-[:ON]-(f:Feedback {side: Side.SEEKER})
WHERE f.given_at >= $since
  AND (x.starts_at + duration({minutes: coalesce(x.minutes, 60)}) <= $closed_before
       OR EXISTS { (x)<-[:ON]-(:Feedback {side: Side.PROVIDER}) })
RETURN id, avg(f.rating) AS mean, stDev(f.rating) AS deviation, count(f) AS count, count(DISTINCT st.id) AS startups
LIMIT 20000

// name: sessions
// When each supervisor of a pool last met a startup, and how often since a moment.
// parameters: incubator_id, since
MATCH (:Incubator {id: $incubator_id})<-[:IN_POOL_OF]-(s:Supervisor)
MATCH (s)<-[:WITH]-(:Engagement)<-[:IN]-(x:Session {state: SessionState.HELD})
RETURN s.id AS id, sessions_record(x, $since)
LIMIT 20000

// name: sessions_by_id
// The same of some.
// parameters: ids, since
UNWIND $ids AS id
MATCH (s:Person {id: id})<-[:WITH]-(:Engagement)<-[:IN]-(x:Session {state: SessionState.HELD})
RETURN s.id AS id, sessions_record(x, $since)
LIMIT 20000

// name: now
// What a supervisor has under way: open engagements and requests that wait, and whether with a startup of the
// incubator that asks.
// parameters: person_id, incubator_id, day
MATCH (s:Person {id: $person_id})
WHERE s:Supervisor
MATCH (s)<-[:TO]-(p:Proposal)-[:BY]->(st:Startup)
WHERE p.state IN [RequestState.ASKED, RequestState.ACCEPTED]
OPTIONAL MATCH (p)<-[:FROM]-(e:Engagement)
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
WITH p, st, e, n
WHERE p.state = RequestState.ASKED OR e.state = EngagementState.OPEN
RETURN p.id AS id, p.state AS state, st.id AS startup_id, st.name AS startup_name, st.name_zh AS startup_name_zh,
       n.title AS need_title, p.asked_at AS asked_at, e.opened_at AS opened_at, e.goal AS goal,
       EXISTS { (st)-[r:INCUBATED_BY]->(:Incubator {id: $incubator_id}) WHERE in_force(r, $day) } AS own
ORDER BY CASE WHEN state = RequestState.ASKED THEN 0 ELSE 1 END, asked_at, id
LIMIT 50

// name: past
// A supervisor's closed engagements with how they ended, and whether with a startup of the incubator that asks,
// latest first.
// parameters: person_id, incubator_id, day, limit
MATCH (s:Person {id: $person_id})<-[:WITH]-(e:Engagement {state: EngagementState.CLOSED})-[:OF]->(st:Startup)
WHERE s:Supervisor
RETURN e.id AS id, st.id AS startup_id, st.name AS startup_name, st.name_zh AS startup_name_zh, e.goal AS goal,
       e.opened_at AS opened_at, e.closed_at AS closed_at, e.outcome AS outcome,
       COUNT { (e)<-[:IN]-(:Session {state: SessionState.HELD}) } AS sessions,
       EXISTS { (st)-[r:INCUBATED_BY]->(:Incubator {id: $incubator_id}) WHERE in_force(r, $day) } AS own
ORDER BY closed_at DESC, id
LIMIT $limit
