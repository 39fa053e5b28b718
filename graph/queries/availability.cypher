// name: taken
// How many places are taken, for everybody with at least one open engagement: two lists of the same order in one row,
// since every ranking asks and a row for each costs more than the count.
// parameters: none
MATCH (e:Engagement {state: EngagementState.OPEN})-[:WITH]->(s)
WITH s.id AS id, count(e) AS taken
LIMIT 500000
RETURN collect(id) AS ids, collect(taken) AS taken

// name: held
// How many places are held for startups that waited, but one, for everybody with at least one: as above.
// parameters: startup_id
MATCH (st:Startup)-[w:WAITS_FOR]->(s)
WHERE w.state = WaitState.OFFERED AND st.id <> $startup_id
WITH s.id AS id, count(w) AS held
LIMIT 500000
RETURN collect(id) AS ids, collect(held) AS held

// name: decisions
// What was decided between one startup and each provider of a kind; what was only shown is left out.
// parameters: startup_id, kind
MATCH (s:Startup {id: $startup_id})<-[:BY]-(p:Proposal)-[:TO]->(x)
WHERE p.kind = $kind AND coalesce(p.state, RequestState.SHOWN) <> RequestState.SHOWN
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
OPTIONAL MATCH (e:Engagement)-[:FROM]->(p)
RETURN x.id AS provider_id, n.id AS need_id, p.state AS state, p.ask_again_on AS ask_again_on,
       p.decline_reason AS decline_reason, e.state AS engagement_state
LIMIT 20000
