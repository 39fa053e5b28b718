// name: facts
// What investors say of themselves, with the startups that they put money into last.
// parameters: ids, most
UNWIND $ids AS id
MATCH (v:Investor {id: id})
OPTIONAL MATCH (v)-[r:INVESTED_IN]->(s:Startup)
WITH v, r, s
ORDER BY v.id, toString(r.from) DESC, s.id
WITH v, collect(CASE WHEN s IS NULL THEN NULL ELSE {name: s.name, name_zh: s.name_zh} END) AS startups
RETURN v.id AS id, v.kind AS kind, v.region AS region, v.stages AS stages, v.ticket_min AS ticket_min,
       v.ticket_max AS ticket_max, coalesce(v.currency, 'CNY') AS currency, v.summary AS summary,
       v.summary_zh AS summary_zh, startups[0..$most] AS startups, size(startups) AS count
LIMIT 500

// name: holders
// The investors that have a share in a startup on a day.
// parameters: startup_id, day
MATCH (:Startup {id: $startup_id})<-[r:INVESTED_IN]-(v:Investor)
WHERE in_force(r, $day)
RETURN DISTINCT v.id AS id
LIMIT 500
