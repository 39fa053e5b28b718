// name: relations_to
// Who founded, works or worked at, advises or has money in each of some startups. `labels` say what they are.
// parameters: ids
UNWIND $ids AS id
MATCH (s:Startup {id: id})<-[r:FOUNDED|WORKS_AT|ADVISES|INVESTED_IN]-(p)
RETURN type(r) AS kind, p.id AS id, s.id AS to_id, r.from AS since, r.to AS until, labels(p) AS labels,
       p.email AS email, p.orcid AS orcid
LIMIT 200000

// name: relations_from
// What some investors have money in, of those with money in no more startups on a day than an owner has a say in.
// parameters: ids, most, day
UNWIND $ids AS id
MATCH (v:Investor {id: id})
WHERE COUNT { (v)-[h:INVESTED_IN]->(:Startup) WHERE in_force(h, $day) } <= $most
MATCH (v)-[r:INVESTED_IN]->(s:Startup)
RETURN type(r) AS kind, v.id AS id, s.id AS to_id, r.from AS since, r.to AS until, labels(v) AS labels
LIMIT 200000

// name: staff_of
// Who works for some investors.
// parameters: ids
UNWIND $ids AS id
MATCH (v:Investor {id: id})<-[r:WORKS_AT]-(p:Person)
RETURN type(r) AS kind, p.id AS id, v.id AS to_id, r.from AS since, r.to AS until, labels(p) AS labels
LIMIT 200000

// name: guides_of
// Who guides some startups: work that goes on, of these kinds.
// parameters: ids, kinds
UNWIND $ids AS id
MATCH (s:Startup {id: id})<-[:OF]-(e:Engagement {state: EngagementState.OPEN})-[:WITH]->(p)
WHERE EXISTS { (e)-[:FROM]->(q:Proposal) WHERE q.kind IN $kinds }
RETURN 'GUIDES' AS kind, p.id AS id, s.id AS to_id, e.opened_on AS since, null AS until, labels(p) AS labels
LIMIT 200000

// name: accounts_of
// The accounts that act for some startups, each once for everybody else for whom it acts too.
// parameters: ids
UNWIND $ids AS id
MATCH (s:Startup {id: id})<-[:OF]-(:Membership)<-[:HOLDS]-(a:Account {state: AccountState.ACTIVE})
OPTIONAL MATCH (a)-[:HOLDS]->(:Membership)-[:OF]->(p:Person)
RETURN a.id AS id, s.id AS to_id, a.email AS email, p.id AS person_id, labels(p) AS labels
LIMIT 200000

// name: noted_of_startups
// What is noted of some startups by whoever has a say on a day; an employment also once it is over.
// parameters: ids, day
UNWIND $ids AS id
MATCH (s:Startup {id: id})-[c:CONFLICTS_WITH]-(x)
WHERE has_say(c, s, x, $day) AND (c.kind = 'employment' OR in_force(c, $day))
RETURN s.id AS id, x.id AS other_id, labels(x) AS labels, c.kind AS kind, c.from AS since, c.to AS until,
       coalesce(c.confidential, false) AS is_confidential
LIMIT 200000

// name: noted_of_people
// What is noted of some people and counts on a day, by kinds.
// parameters: ids, kinds, day
UNWIND $ids AS id
MATCH (p:Person {id: id})-[c:CONFLICTS_WITH]-(x)
WHERE c.kind IN $kinds AND keeps_apart(c, p, x, $day)
RETURN p.id AS id, x.id AS other_id, labels(x) AS labels, c.kind AS kind, c.from AS since, c.to AS until,
       coalesce(c.confidential, false) AS is_confidential
LIMIT 200000

// name: pool_known_by
// People in the pools of some startups' incubators with one of some e-mail addresses (in small letters) or ORCIDs.
// parameters: ids, emails, orcids
UNWIND $ids AS id
MATCH (s:Startup {id: id})-[:INCUBATED_BY]->(i:Incubator)
WITH DISTINCT i
MATCH (i)<-[:IN_POOL_OF]-(p:Person)
WHERE toLower(p.email) IN $emails OR p.orcid IN $orcids
RETURN DISTINCT p.id AS id, toLower(p.email) AS email, p.orcid AS orcid, labels(p) AS labels
LIMIT 20000

// name: known_by_email
// People anywhere with one of some e-mail addresses, as they are written.
// parameters: emails
UNWIND $emails AS email
MATCH (p:Person {email: email})
RETURN DISTINCT p.id AS id, toLower(p.email) AS email, null AS orcid, labels(p) AS labels
LIMIT 20000

// name: known_by_orcid
// People anywhere with one of some ORCIDs.
// parameters: orcids
UNWIND $orcids AS orcid
MATCH (p:Person {orcid: orcid})
RETURN DISTINCT p.id AS id, null AS email, p.orcid AS orcid, labels(p) AS labels
LIMIT 20000

// name: waivers_of
// What was waived for some startups and counts on a day: an incubator's while it looks after the startup.
// parameters: ids, day
UNWIND $ids AS id
MATCH (s:Startup {id: id})-[w:CONFLICT_WAIVED]->(x)
WHERE w.revoked_at IS NULL AND (w.incubator_id IS NULL OR EXISTS {
  MATCH (s)-[tie:INCUBATED_BY]->(house:Incubator) WHERE house.id = w.incubator_id AND running(tie, $day) })
RETURN w.id AS id, s.id AS startup_id, x.id AS other_id, w.kind AS kind, w.reason AS reason, w.by AS by, w.at AS at
LIMIT 20000

// name: names_of
// How those whom conflicts name are called.
// parameters: ids
UNWIND $ids AS id
OPTIONAL MATCH (a:Startup {id: id})
OPTIONAL MATCH (b:Person {id: id})
OPTIONAL MATCH (c:Investor {id: id})
OPTIONAL MATCH (d:Lab {id: id})
OPTIONAL MATCH (e:Account {id: id})
WITH id, coalesce(a, b, c, d, e) AS x
WHERE x IS NOT NULL
RETURN id, x.name AS name, x.name_zh AS name_zh
LIMIT 20000

// name: declare
// Note a conflict of interest that one side declares, once for each side; `is_new`: whether it was not there.
// parameters: startup_id, provider_id, id, on, by, confidential
MATCH (st:Startup {id: $startup_id}), provider(s, $provider_id)
WHERE COUNT { (st)-[:CONFLICTS_WITH {id: $id}]->(s) } = 0
CREATE (st)-[c:CONFLICTS_WITH {id: $id, kind: 'declared', from: $on, noted_by: $by, confidential: $confidential}]->(s)
RETURN c.id AS id

// name: declared_by
// What a side declared, with whom, the latest first.
// parameters: id
MATCH (x:Startup|Person|Investor|Lab {id: $id})-[c:CONFLICTS_WITH {kind: 'declared'}]-(o)
WHERE c.noted_by = $id
RETURN c.id AS id, o.id AS other_id, o.name AS name, o.name_zh AS name_zh, c.from AS since,
       coalesce(c.confidential, false) AS is_confidential
ORDER BY since DESC, id
LIMIT 500

// name: take_back
// Take back what a side declared, by its id; no row where it declared no such thing.
// parameters: id, by
MATCH (x:Startup|Person|Investor|Lab {id: $by})-[c:CONFLICTS_WITH {id: $id, kind: 'declared'}]-(o)
WHERE c.noted_by = $by
DELETE c
RETURN o.id AS id

// name: asked_between
// The requests that wait between two.
// parameters: startup_id, provider_id
MATCH (st:Startup {id: $startup_id})<-[:BY]-(p:Proposal {state: RequestState.ASKED})-[:TO]->(s)
WHERE s.id = $provider_id
RETURN p.id AS id
ORDER BY id
LIMIT 500

// name: waive
// Let a conflict pass; the caller has checked that it stands.
// parameters: id, startup_id, provider_id, kind, reason, by, incubator_id, at
MATCH (st:Startup {id: $startup_id}), provider(s, $provider_id)
CREATE (st)-[w:CONFLICT_WAIVED {id: $id, kind: $kind, reason: $reason, by: $by, incubator_id: $incubator_id, at: $at}]->(s)
RETURN w.id AS id

// name: take_waiver_back
// A waiver counts no more; no row where it is over or another incubator's.
// parameters: startup_id, id, by, incubator_id, at
MATCH (st:Startup {id: $startup_id})-[w:CONFLICT_WAIVED {id: $id}]->(s)
WHERE w.revoked_at IS NULL AND ($incubator_id IS NULL OR w.incubator_id = $incubator_id)
SET w.revoked_at = $at, w.revoked_by = $by
RETURN w.id AS id, s.id AS provider_id

// name: waivers_between
// Everything that was waived between two, also what was taken back, the latest first.
// parameters: startup_id, provider_id
MATCH (st:Startup {id: $startup_id})-[w:CONFLICT_WAIVED]->(s)
WHERE s.id = $provider_id
RETURN w.id AS id, w.kind AS kind, w.reason AS reason, w.by AS by, w.at AS at, w.revoked_at AS revoked_at
ORDER BY at DESC, id
LIMIT 100

// name: startups_to_check
// The startups of an incubator on a day, or all, by name.
// parameters: incubator_id, day
MATCH (s:Startup)
WHERE $incubator_id IS NULL OR EXISTS { MATCH (s)-[r:INCUBATED_BY]->(i:Incubator {id: $incubator_id}) WHERE in_force(r, $day) }
RETURN s.id AS id, s.name AS name, s.name_zh AS name_zh
ORDER BY name, id
LIMIT 3000

// name: people_to_check
// The supervisors of an incubator's pool on a day, or all, by name.
// parameters: incubator_id, day
MATCH (s:Supervisor)
WHERE $incubator_id IS NULL OR EXISTS { MATCH (s)-[r:IN_POOL_OF]->(i:Incubator {id: $incubator_id}) WHERE running(r, $day) }
RETURN s.id AS id, s.name AS name, s.name_zh AS name_zh
ORDER BY name, id
LIMIT 3000

// name: likely_competitors
// Startups that share a narrow field and a topic with one, and of which nobody said whether they compete.
// parameters: id
MATCH (s:Startup {id: $id})-[:IN_INDUSTRY]->(f:Industry)
WHERE EXISTS { (f)-[:BROADER]->(:Industry) }
MATCH (f)<-[:IN_INDUSTRY]-(o:Startup)
WHERE o.id <> s.id AND COUNT { (s)-[c:CONFLICTS_WITH {kind: 'competitor'}]-(o) } = 0
  AND COUNT { (s)-[:NO_COMPETITOR]-(o) } = 0
WITH s, o, collect(DISTINCT f.id) AS fields
MATCH (s)-[:ABOUT]->(t:Topic)<-[:ABOUT]-(o)
RETURN o.id AS id, o.name AS name, o.name_zh AS name_zh, fields, collect(DISTINCT t.name) AS topics
ORDER BY id
LIMIT 50

// name: competitors
// Who is noted as a competitor of a startup, and whether one may take that back: its own word or its incubator's.
// parameters: id, by
MATCH (s:Startup {id: $id})-[c:CONFLICTS_WITH {kind: 'competitor'}]-(o:Startup)
WHERE coalesce(c.confidential, false) = false
RETURN c.id AS id, o.id AS other_id, o.name AS name, o.name_zh AS name_zh, c.from AS since,
       coalesce(c.noted_by = $by, false) AS is_own
ORDER BY name, id
LIMIT 200

// name: confirm_competitor
// Note that two startups compete, once for whoever says so.
// parameters: id, startup_id, other_id, on, by
MATCH (s:Startup {id: $startup_id}), (o:Startup {id: $other_id})
WHERE COUNT { (s)-[:CONFLICTS_WITH {id: $id}]-(o) } = 0
CREATE (s)-[c:CONFLICTS_WITH {id: $id, kind: 'competitor', from: $on, noted_by: $by}]->(o)
RETURN c.id AS id

// name: dismiss_competitor
// Note that two startups do not compete: nobody suggests it again.
// parameters: startup_id, other_id, at, by
MATCH (s:Startup {id: $startup_id}), (o:Startup {id: $other_id})
WHERE COUNT { (s)-[:NO_COMPETITOR]-(o) } = 0
CREATE (s)-[:NO_COMPETITOR {at: $at, by: $by}]->(o)
RETURN o.id AS id

// name: lock_startup
// Lock a startup, so that who competes with it is said once.
// parameters: id, nonce
MATCH (s:Startup {id: $id})
SET s.lock = $nonce
RETURN s.id AS id
