// name: between
// A shortest path of at most four steps between a startup and a provider, over ties of organisations and people,
// and whether all of them hold on a day.
// parameters: startup_id, provider_id, day
MATCH (a:Startup {id: $startup_id}), provider(b, $provider_id)
MATCH path = shortestPath((a)-[:FOUNDED|WORKS_AT|INVESTED_IN|ADVISES|INCUBATED_BY|IN_POOL_OF*..4]-(b))
RETURN [n IN nodes(path) | n.id] AS ids, [n IN nodes(path) | n.name] AS names,
       [n IN nodes(path) | coalesce(n.name_zh, '')] AS names_zh,
       [n IN nodes(path) | labels(n)] AS labels, [r IN relationships(path) | type(r)] AS via,
       all(r IN relationships(path) WHERE running(r, $day)) AS holds
LIMIT 1

// name: between_that_holds
// A shortest path of at most three steps of which every tie holds on a day: for where the shortest of all does not,
// since a search for it cannot look at days. All paths of that length are tried.
// parameters: startup_id, provider_id, day
MATCH (a:Startup {id: $startup_id}), provider(b, $provider_id)
MATCH path = (a)-[:FOUNDED|WORKS_AT|INVESTED_IN|ADVISES|INCUBATED_BY|IN_POOL_OF*..3]-(b)
WHERE all(r IN relationships(path) WHERE running(r, $day))
RETURN [n IN nodes(path) | n.id] AS ids, [n IN nodes(path) | n.name] AS names,
       [n IN nodes(path) | coalesce(n.name_zh, '')] AS names_zh,
       [n IN nodes(path) | labels(n)] AS labels, [r IN relationships(path) | type(r)] AS via
ORDER BY length(path), ids
LIMIT 1
