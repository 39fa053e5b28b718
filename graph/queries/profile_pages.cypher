// name: between
// What lets a startup and a provider see each other's pages on a day: who keeps the provider, where the startup is, what
// was asked, and whether they work or worked together. No row where one of them is not there.
// parameters: startup_id, provider_id, day
MATCH (st:Startup {id: $startup_id})
MATCH provider(s, $provider_id)
RETURN reserved_for(s, $day) AS reserved_for,
       [(st)-[r:INCUBATED_BY]->(i:Incubator) WHERE in_force(r, $day) | i.id] AS pools,
       [(st)<-[:BY]-(p:Proposal)-[:TO]->(s) | coalesce(p.state, RequestState.SHOWN)] AS states,
       COUNT { (st)<-[:OF]-(:Engagement)-[:WITH]->(s) } AS works
LIMIT 1

// name: labels
// What stands under an id of somebody who is asked.
// parameters: id
MATCH provider(s, $id)
RETURN labels(s) AS labels
LIMIT 1

// name: audiences
// Who may read which block of a profile, as its owner chose.
// parameters: id
MATCH (p:Startup|Person|Investor|Lab {id: $id})
RETURN coalesce(p.audiences, []) AS audiences
LIMIT 1

// name: set_audiences
// Choose who may read which block of a profile.
// parameters: id, nonce, audiences, changed_at
MATCH (p:Startup|Person|Investor|Lab {id: $id})
SET p.lock = $nonce, p.audiences = $audiences, p.changed_at = $changed_at
RETURN p.id AS id

// name: ties
// Where a person works, what they founded and whom they advise, with days.
// parameters: id
MATCH (p:Person {id: $id})-[r:WORKS_AT|FOUNDED|ADVISES]->(o)
RETURN type(r) AS tie, coalesce(o.name, '') AS organisation, coalesce(o.name_zh, '') AS organisation_zh, r.from AS since,
       r.to AS until
ORDER BY organisation, tie, since
LIMIT 100

// name: documents
// What a profile's owners wrote or own, the latest first.
// parameters: id
MATCH (p:Startup|Person|Investor|Lab {id: $id})<-[:OWNED_BY]-(d:Document)
RETURN coalesce(d.kind, '') AS kind, coalesce(d.title, '') AS title, coalesce(d.url, '') AS url, d.dated_on AS dated_on
ORDER BY coalesce(dated_on, date('0001-01-01')) DESC, title
LIMIT 30

// name: record
// How a provider's work with startups stands and ended, counted.
// parameters: id
MATCH provider(s, $id)<-[:WITH]-(e:Engagement)
RETURN e.state AS state, e.outcome AS outcome, count(e) AS count
ORDER BY state, outcome

// name: team
// Who founded a startup or works there on a day, founders first.
// parameters: id, day
MATCH (st:Startup {id: $id})<-[r:FOUNDED|WORKS_AT]-(p:Person)
WHERE in_force(r, $day)
WITH p, max(CASE WHEN type(r) = 'FOUNDED' THEN 1 ELSE 0 END) AS founded
RETURN p.id AS id, coalesce(p.name, '') AS name, coalesce(p.name_zh, '') AS name_zh, founded = 1 AS is_founder,
       coalesce(p.headline, '') AS headline, coalesce(p.headline_zh, '') AS headline_zh
ORDER BY is_founder DESC, name, id
LIMIT 50
