// name: join
// Put a startup on the waiting list of a provider; both are locked before.
// parameters: startup_id, provider_id, id, state, need_id, at
MATCH (st:Startup {id: $startup_id})
MATCH provider(s, $provider_id)
CREATE (st)-[w:WAITS_FOR {id: $id, state: $state, need_id: $need_id, since: $at}]->(s)
RETURN w.id AS id

// name: of_startup
// Whom a startup waits for, the longest wait first.
// parameters: startup_id, limit
MATCH (st:Startup {id: $startup_id})-[w:WAITS_FOR]->(s)
OPTIONAL MATCH (n:Need {id: w.need_id})
RETURN wait_record(st, w, s, n)
ORDER BY since, id
LIMIT $limit

// name: of_provider
// Who waits for a provider, the longest wait first.
// parameters: provider_id, limit
MATCH (st:Startup)-[w:WAITS_FOR]->provider(s, $provider_id)
OPTIONAL MATCH (n:Need {id: w.need_id})
RETURN wait_record(st, w, s, n)
ORDER BY since, id
LIMIT $limit

// name: count_of_provider
// How many startups wait for a provider.
// parameters: provider_id
MATCH provider(s, $provider_id)
RETURN COUNT { (s)<-[:WAITS_FOR]-(:Startup) } AS count

// name: get
// One entry; no row once it is gone.
// parameters: id
MATCH (st:Startup)-[w:WAITS_FOR]->(s)
WHERE w.id = $id
OPTIONAL MATCH (n:Need {id: w.need_id})
RETURN wait_record(st, w, s, n)
LIMIT 1

// name: waited_for
// The providers for whom somebody waits, or holds an offer.
// parameters: limit
MATCH (:Startup)-[:WAITS_FOR]->(s)
RETURN DISTINCT s.id AS id
ORDER BY id
LIMIT $limit

// name: offer
// Hold a place for an entry until a moment; no row where it does not wait.
// parameters: startup_id, provider_id, sources, target, until
MATCH (:Startup {id: $startup_id})-[w:WAITS_FOR]->provider(s, $provider_id)
WHERE w.state IN $sources
SET w.state = $target, w.held_until = $until
RETURN w.id AS id

// name: forget
// Take an entry off the list; no row where it stands in none of these states.
// parameters: startup_id, provider_id, sources
MATCH (:Startup {id: $startup_id})-[w:WAITS_FOR]->provider(s, $provider_id)
WHERE w.state IN $sources
WITH w, w.id AS id
DELETE w
RETURN id
