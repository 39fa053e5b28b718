// name: of_need
// What decides about each of some providers for a need on a day; no row for whom the need does not ask, by its kind.
// parameters: need_id, provider_ids, labels, day
MATCH (st:Startup)-[:RAISED]->(n:Need {id: $need_id})
WITH st, n, n.kind AS kind
UNWIND $provider_ids AS id
MATCH provider(s, id)
WHERE $labels[kind] IN labels(s)
RETURN pair_facts(st, n, s, kind, $day)

// name: of_request
// What decides about the two sides of a request on a day.
// parameters: id, day
MATCH (p:Proposal {id: $id})-[:TO]->(s), (p)-[:BY]->(st:Startup)
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
WITH st, n, s, p.kind AS kind
RETURN pair_facts(st, n, s, kind, $day)
LIMIT 1

// name: lock_provider
// Lock a provider, so that what decides about them holds still.
// parameters: id, nonce
MATCH provider(s, $id)
SET s.lock = $nonce
RETURN s.id AS id
