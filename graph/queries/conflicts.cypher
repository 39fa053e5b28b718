// name: of_startup
// The conflicts of interest of a startup that are in force on a day.
// parameters: id, day
MATCH (s:Startup {id: $id})-[c:CONFLICTS_WITH]-(x)
WHERE in_force(c, $day)
RETURN coalesce(c.id, '') AS id, s.id AS left_id, x.id AS right_id, c.kind AS kind, c.from AS since, c.to AS until
LIMIT 20000

// name: between
// The conflicts of interest in force on a day between a startup and a provider.
// parameters: startup_id, provider_id, day
MATCH (s:Startup {id: $startup_id})-[c:CONFLICTS_WITH]-provider(x, $provider_id)
WHERE in_force(c, $day)
RETURN coalesce(c.id, '') AS id, s.id AS left_id, x.id AS right_id, c.kind AS kind, c.from AS since, c.to AS until
LIMIT 100

// name: declare
// Note a conflict of interest between a startup and a provider, once; the provider is locked first.
// parameters: id, startup_id, provider_id, kind, since, nonce
MATCH provider(x, $provider_id)
SET x.lock = $nonce
WITH x
MATCH (s:Startup {id: $startup_id})
MERGE (s)-[c:CONFLICTS_WITH {kind: $kind}]->(x)
ON CREATE SET c.id = $id, c.from = $since
RETURN c.id AS id
