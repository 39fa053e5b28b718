// name: between
// A shortest path of at most four steps between a startup and a provider, through what ties organisations and people.
// parameters: startup_id, provider_id
MATCH (a:Startup {id: $startup_id}), (b:Person|Investor|Lab {id: $provider_id})
MATCH path = shortestPath((a)-[:FOUNDED|WORKS_AT|INVESTED_IN|ADVISES|INCUBATED_BY|IN_POOL_OF*..4]-(b))
RETURN [n IN nodes(path) | n.id] AS ids, [n IN nodes(path) | n.name] AS names,
       [n IN nodes(path) | coalesce(n.name_zh, '')] AS names_zh,
       [n IN nodes(path) | labels(n)[0]] AS labels, [r IN relationships(path) | type(r)] AS via
LIMIT 1
