// name: list_to_remind
// Requests that wait since before a moment and whose provider was not reminded.
// parameters: before, limit
MATCH (p:Proposal {state: RequestState.ASKED})
WHERE p.asked_at <= $before AND p.reminded_at IS NULL
RETURN p.id AS id
ORDER BY id
LIMIT $limit

// name: remind
// Note that the provider is reminded; no row when the request does not wait or a reminder went before.
// parameters: id, nonce, sources, at, before
MATCH (p:Proposal {id: $id})
SET p.lock = $nonce
WITH p
WHERE p.state IN $sources AND p.asked_at <= $before AND p.reminded_at IS NULL
SET p.reminded_at = $at
RETURN p.id AS id, p.asked_at AS asked_at

// name: remind_again
// Note that the provider is reminded by somebody; no row when the request does not wait.
// parameters: id, nonce, sources, at
MATCH (p:Proposal {id: $id})
SET p.lock = $nonce
WITH p
WHERE p.state IN $sources
SET p.reminded_at = $at
RETURN p.id AS id

// name: extend
// Let a request wait until the end of a day; no row when it does not wait.
// parameters: id, nonce, sources, until
MATCH (p:Proposal {id: $id})
SET p.lock = $nonce
WITH p
WHERE p.state IN $sources
SET p.extended_until = $until
RETURN p.id AS id

// name: list_to_expire
// Requests that wait since before a moment, and longer than anybody let them.
// parameters: before, day, limit
MATCH (p:Proposal {state: RequestState.ASKED})
WHERE p.asked_at <= $before AND (p.extended_until IS NULL OR p.extended_until < $day)
RETURN p.id AS id
ORDER BY id
LIMIT $limit

// name: expire
// End a request that waited too long; no row when it does not wait any more.
// parameters: id, nonce, sources, target, at, on, changed_at, before
MATCH (p:Proposal {id: $id})
SET p.lock = $nonce
WITH p
WHERE p.state IN $sources AND p.asked_at <= $before AND (p.extended_until IS NULL OR p.extended_until < $on)
SET p.state = $target, p.decided_at = $at, p.decided_on = $on, p.changed_at = $changed_at
RETURN p.id AS id, p.asked_at AS asked_at

// name: list_without_next
// Declined and expired requests of open needs whose startup was not told who is next best.
// parameters: since, before, sources, limit
MATCH (p:Proposal)
WHERE p.state IN $sources AND (p.next_best_at IS NULL OR p.next_best_at < p.decided_at)
  AND p.decided_at >= $since AND p.decided_at <= $before
  AND coalesce(p.decline_reason, DeclineReason.OTHER) <> DeclineReason.PASSED_ON
MATCH (p)-[:FOR]->(:Need {state: NeedState.OPEN})
RETURN p.id AS id
ORDER BY id
LIMIT $limit

// name: claim_next
// Note that the startup is told who is next best; no row when it was told, asked again or has no open need.
// parameters: id, nonce, sources, at
MATCH (p:Proposal {id: $id})-[:FOR]->(n:Need)
SET p.lock = $nonce
WITH p, n
WHERE p.state IN $sources AND (p.next_best_at IS NULL OR p.next_best_at < p.decided_at) AND n.state = NeedState.OPEN
SET p.next_best_at = $at
RETURN n.id AS need_id, p.decided_at AS decided_at,
       COUNT { (n)<-[:FOR]-(:Proposal {state: RequestState.ACCEPTED}) } < coalesce(n.places, 1) AS has_place,
       COUNT { (n)<-[:FOR]-(later:Proposal) WHERE later.asked_at > p.decided_at } AS later

// name: list_listed
// The proposals that stand on a need's list and were not asked, best first.
// parameters: need_id, states, limit
MATCH (:Need {id: $need_id})<-[:FOR]-(p:Proposal)-[:TO]->(s)
WHERE p.state IN $states
RETURN p.id AS proposal_id, s.id AS provider_id
ORDER BY coalesce(p.position, 1000000), coalesce(p.score, 0.0) DESC, proposal_id
LIMIT $limit

// name: list_through_pool
// Requests to somebody that wait, by startups that an incubator looks after on a day.
// parameters: incubator_id, provider_id, day, limit
MATCH provider(s, $provider_id)<-[:TO]-(p:Proposal {state: RequestState.ASKED})-[:BY]->(st:Startup)
MATCH (st)-[r:INCUBATED_BY]->(:Incubator {id: $incubator_id})
WHERE in_force(r, $day)
RETURN DISTINCT p.id AS id
ORDER BY id
LIMIT $limit

// name: startups_that_wait
// Whose requests wait for these people, with how many: of the startups of an incubator, or of all where none is given.
// parameters: ids, incubator_id, day
UNWIND $ids AS id
MATCH (:Person {id: id})<-[:TO]-(p:Proposal {state: RequestState.ASKED})-[:BY]->(st:Startup)
WHERE $incubator_id = '' OR EXISTS { (st)-[r:INCUBATED_BY]->(:Incubator {id: $incubator_id}) WHERE in_force(r, $day) }
RETURN st.id AS id, st.name AS name, st.name_zh AS name_zh, count(DISTINCT p) AS requests
ORDER BY name, id
LIMIT 2000
