// name: of_startup
// The conflicts of interest of a startup that count on a day.
// parameters: id, day
MATCH (s:Startup {id: $id})-[c:CONFLICTS_WITH]-(x)
WHERE keeps_apart(c, s, x, $day)
RETURN coalesce(c.id, '') AS id, s.id AS left_id, x.id AS right_id, c.kind AS kind, c.from AS since, c.to AS until
LIMIT 20000
