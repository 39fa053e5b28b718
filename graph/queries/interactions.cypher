// name: page
// The next page of one kind's proposals by id, with what the need, or else the seeker, is about.
// parameters: kind, after, limit
MATCH (p:Proposal)
WHERE p.id > $after AND p.kind = $kind
WITH p ORDER BY p.id LIMIT $limit
MATCH (p)-[:BY]->(s)
MATCH (p)-[:TO]->(x)
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
RETURN p.id AS id, p.kind AS kind, s.id AS seeker_id, x.id AS provider_id, n.id AS need_id, p.state AS state,
       p.proposed_on AS proposed_on, p.asked_at AS asked_at, p.decided_on AS decided_on,
       p.seeker_decision AS seeker_decision, p.provider_decision AS provider_decision, p.outcome AS outcome,
       p.rating_by_seeker AS rating_by_seeker, p.rating_by_provider AS rating_by_provider,
       p.decline_reason AS decline_reason, p.changed_at AS changed_at, p.amount AS amount, p.currency AS currency,
       p.position AS position,
       coalesce(n.stage, s.stage) AS stage, s.region AS region, s.country AS country,
       [(n)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries,
       [(n)-[:ABOUT]->(t:Topic) | t.id] AS topics,
       [(s)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS seeker_industries,
       [(s)-[:ABOUT]->(t:Topic) | t.id] AS seeker_topics

// name: changed
// The next page, by id, of one kind's proposals that changed at or after a moment.
// parameters: kind, since, after, limit
MATCH (p:Proposal)
WHERE p.changed_at >= $since AND p.id > $after AND p.kind = $kind
WITH p ORDER BY p.id LIMIT $limit
MATCH (p)-[:BY]->(s)
MATCH (p)-[:TO]->(x)
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
RETURN p.id AS id, p.kind AS kind, s.id AS seeker_id, x.id AS provider_id, n.id AS need_id, p.state AS state,
       p.proposed_on AS proposed_on, p.asked_at AS asked_at, p.decided_on AS decided_on,
       p.seeker_decision AS seeker_decision, p.provider_decision AS provider_decision, p.outcome AS outcome,
       p.rating_by_seeker AS rating_by_seeker, p.rating_by_provider AS rating_by_provider,
       p.decline_reason AS decline_reason, p.changed_at AS changed_at, p.amount AS amount, p.currency AS currency,
       p.position AS position,
       coalesce(n.stage, s.stage) AS stage, s.region AS region, s.country AS country,
       [(n)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries,
       [(n)-[:ABOUT]->(t:Topic) | t.id] AS topics,
       [(s)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS seeker_industries,
       [(s)-[:ABOUT]->(t:Topic) | t.id] AS seeker_topics

// name: ratings
// The next page of one kind's ratings of sessions by id, with the proposal from which each engagement came.
// parameters: kind, after, limit
MATCH (f:Feedback)
WHERE f.id > $after
WITH f ORDER BY f.id
MATCH (f)-[:ON]->(:Session)-[:IN]->(:Engagement)-[:FROM]->(p:Proposal)
WHERE p.kind = $kind
RETURN f.id AS id, p.id AS proposal_id, f.side AS side, f.rating AS rating, f.given_at AS given_at
ORDER BY id LIMIT $limit

// name: mark
// How many proposals of a kind changed at or after a moment, and when the last one did.
// parameters: kind, since
MATCH (p:Proposal)
WHERE p.changed_at >= $since AND p.kind = $kind
RETURN count(p) AS count, coalesce(max(p.changed_at), 0) AS last
