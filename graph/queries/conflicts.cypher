// name: of_startup
// The conflicts of interest of a startup that count on a day.
// parameters: id, day
MATCH (s:Startup {id: $id})-[c:CONFLICTS_WITH]-(x)
WHERE keeps_apart(c, s, x, $day)
RETURN coalesce(c.id, '') AS id, s.id AS left_id, x.id AS right_id, c.kind AS kind, c.from AS since, c.to AS until
LIMIT 20000

// name: people_of
// Who founded a startup, and who works or worked there.
// parameters: id
MATCH (s:Startup {id: $id})<-[r:FOUNDED|WORKS_AT]-(p:Person)
RETURN type(r) AS kind, p.id AS id, p.email AS email, p.orcid AS orcid, r.from AS since, r.to AS until
LIMIT 10000

// name: accounts_of
// The accounts that act for a startup, each once for everybody else for whom it acts too.
// parameters: id
MATCH (s:Startup {id: $id})<-[:OF]-(:Membership)<-[:HOLDS]-(a:Account {state: AccountState.ACTIVE})
OPTIONAL MATCH (a)-[:HOLDS]->(:Membership)-[:OF]->(p:Person)
RETURN a.id AS id, a.email AS email, p.id AS person_id
LIMIT 10000

// name: noted_of_people
// What is noted of some people and counts on a day, by kinds.
// parameters: ids, kinds, day
UNWIND $ids AS id
MATCH (p:Person {id: id})-[c:CONFLICTS_WITH]-(x)
WHERE c.kind IN $kinds AND keeps_apart(c, p, x, $day)
RETURN p.id AS id, x.id AS other_id, c.kind AS kind, c.from AS since, c.to AS until
LIMIT 20000

// name: people_known_by
// People in the pools of a startup's incubators with one of some e-mail addresses (in small letters) or ORCIDs. Of all
// people nobody asks: that would go through every person for every list.
// parameters: id, emails, orcids
MATCH (s:Startup {id: $id})-[:INCUBATED_BY]->(i:Incubator)<-[:IN_POOL_OF]-(p:Person)
WHERE toLower(p.email) IN $emails OR p.orcid IN $orcids
RETURN DISTINCT p.id AS id, toLower(p.email) AS email, p.orcid AS orcid
LIMIT 1000
