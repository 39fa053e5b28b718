// name: needs
// Needs of an incubator's startups that were open on any of these days, with what asking came to; one row for each time
// that the startup was with it. What a need does not say of stage, languages and field is its startup's.
// parameters: id, since, day, limit
MATCH (:Incubator {id: $id})<-[r:INCUBATED_BY]-(s:Startup)-[:RAISED]->(n:Need)
WHERE meanwhile(r, $since, $day)
  AND (n.state = NeedState.OPEN OR (n.state = NeedState.CLOSED AND n.closed_on >= $since))
OPTIONAL MATCH (n)<-[:FOR]-(p:Proposal)
WHERE p.state IN [RequestState.ASKED, RequestState.ACCEPTED, RequestState.DECLINED, RequestState.EXPIRED]
WITH r, s, n, collect(p {.state, .asked_at, .decided_at}) AS requests
RETURN n.id AS id, n.kind AS kind, n.title AS title, n.state AS state, n.opened_on AS opened_on, n.closed_on AS closed_on,
       coalesce(n.places, 1) AS places, s.id AS startup_id, s.name AS startup_name, s.name_zh AS startup_name_zh,
       coalesce(n.stage, s.stage) AS stage, n.talent_category AS category, s.region AS region,
       n.languages AS languages, s.languages AS startup_languages, n.help_areas AS help_areas,
       [(n)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries,
       [(s)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS startup_industries,
       r.from AS here_from, r.to AS here_to, requests
ORDER BY id
LIMIT $limit

// name: people
// Supervisors who are in an incubator's pool, or were on any day since one; not whoever is invited only.
// parameters: id, since, day, limit
MATCH (:Incubator {id: $id})<-[m:IN_POOL_OF]-(s:Supervisor)
WHERE (coalesce(m.state, TermState.ACTIVE) <> TermState.INVITED OR m.before = TermState.LISTED) AND NOT over(m, $since)
RETURN s {.id, .name, .name_zh, .category, .region, .languages, .stages, .help_areas, .unconfirmed_areas, .capacity,
          .state, .paused_until} AS person,
       coalesce(m.state, TermState.ACTIVE) AS term_state, m.before AS before, m.from AS since, m.to AS until,
       [(s)-[:EXPERT_IN]->(i:Industry) | i.id] AS industries,
       reserved_for(s, $day) AS reserved_for, reach(s, $day) AS reach
LIMIT $limit

// name: work
// When work of some supervisors took a place, since a moment.
// parameters: ids, since
UNWIND $ids AS id
MATCH (s:Person {id: id})<-[:WITH]-(e:Engagement)
WHERE s:Supervisor AND (e.closed_at IS NULL OR e.closed_at >= $since)
RETURN id AS person_id, e.opened_at AS opened_at, e.closed_at AS closed_at
LIMIT 50000

