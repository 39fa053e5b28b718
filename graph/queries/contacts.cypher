// name: create
// Keep an entry of an incubator about a person or a startup.
// parameters: id, about_id, incubator_id, kind, author_id, at, subject, text, written
MATCH (p:Person|Startup {id: $about_id})
CREATE (:ContactEntry {id: $id, incubator_id: $incubator_id, kind: $kind, author_id: $author_id, at: $at,
                       subject: $subject, text: $text, written: $written, revision: 0})-[:CONTACT_WITH]->(p)

// name: list
// What an incubator keeps about a person or a startup, the latest first.
// parameters: about_id, incubator_id, limit
MATCH (p:Person|Startup {id: $about_id})<-[:CONTACT_WITH]-(c:ContactEntry)
WHERE c.incubator_id = $incubator_id
OPTIONAL MATCH (a:Account {id: c.author_id})
RETURN c.id AS id, c.kind AS kind, p.id AS about_id, p:Startup AS is_of_startup, c.author_id AS author_id, coalesce(a.name, '') AS author_name,
       c.at AS at, c.changed_at AS changed_at, c.subject AS subject, c.text AS text, c.revision AS revision
ORDER BY at DESC, id
LIMIT $limit

// name: letters
// The letters of an incubator, one row for each reader, the latest first.
// parameters: incubator_id, limit
MATCH (c:ContactEntry {incubator_id: $incubator_id, kind: 'letter'})-[:CONTACT_WITH]->(p)
OPTIONAL MATCH (a:Account {id: c.author_id})
RETURN c.id AS id, c.author_id AS author_id, coalesce(a.name, '') AS author_name, c.at AS at, c.subject AS subject,
       c.text AS text, c.written AS written, p.id AS about_id, p:Startup AS is_of_startup, p.name AS name,
       coalesce(p.name_zh, '') AS name_zh
ORDER BY at DESC, id
LIMIT $limit

// name: get
// One entry of an incubator.
// parameters: id, incubator_id
MATCH (c:ContactEntry {id: $id})-[:CONTACT_WITH]->(p)
WHERE c.incubator_id = $incubator_id
OPTIONAL MATCH (a:Account {id: c.author_id})
RETURN c.id AS id, c.kind AS kind, p.id AS about_id, p:Startup AS is_of_startup, c.author_id AS author_id, coalesce(a.name, '') AS author_name,
       c.at AS at, c.changed_at AS changed_at, c.subject AS subject, c.text AS text, c.revision AS revision
LIMIT 1

// name: lock
// Take the lock of an entry.
// parameters: id, nonce
MATCH (c:ContactEntry {id: $id})
SET c.lock = $nonce

// name: change
// Write an entry anew; the caller holds its lock.
// parameters: id, text, at
MATCH (c:ContactEntry {id: $id})
SET c.text = $text, c.changed_at = $at, c.revision = c.revision + 1

// name: delete
// Delete an entry.
// parameters: id
MATCH (c:ContactEntry {id: $id})
DETACH DELETE c

// name: forget_of_person
// Delete everything that incubators keep about a person.
// parameters: id
MATCH (:Person {id: $id})<-[:CONTACT_WITH]-(c:ContactEntry)
DETACH DELETE c

// name: latest_notes
// The notes of an incubator about everybody, the oldest first.
// parameters: incubator_id
MATCH (c:ContactEntry {incubator_id: $incubator_id, kind: 'note'})-[:CONTACT_WITH]->(p:Person)
RETURN p.id AS id, c.text AS text
ORDER BY c.at, c.id
LIMIT 100000

// name: latest_notes_by_id
// The same about some.
// parameters: incubator_id, ids
UNWIND $ids AS id
MATCH (p:Person {id: id})<-[:CONTACT_WITH]-(c:ContactEntry {incubator_id: $incubator_id, kind: 'note'})
RETURN p.id AS id, c.text AS text
ORDER BY c.at, c.id
LIMIT 100000

// name: events
// What the log says of these ids in an incubator, the latest first; a first invitation says whom, and not where.
// parameters: ids, incubator_id, place, begin, limit
UNWIND $ids AS id
MATCH (e:AuditEvent {subject_id: id})
OPTIONAL MATCH (a:Account {id: e.actor_id})
WITH e, a
WHERE e.detail = $place OR e.detail STARTS WITH $begin
   OR (e.action = 'invite_supervisor' AND EXISTS { (a)-[:HOLDS]->(m:Membership) WHERE m.subject_id = $incubator_id })
RETURN e.action AS action, e.at AS at, coalesce(a.name, '') AS actor_name
ORDER BY at DESC, action
LIMIT $limit

// name: requests
// What startups of an incubator asked a person, the latest first.
// parameters: person_id, incubator_id, day, limit
MATCH (:Person {id: $person_id})<-[:TO]-(q:Proposal)-[:BY]->(s:Startup)
WHERE q.asked_at IS NOT NULL AND EXISTS { (s)-[r:INCUBATED_BY]->(:Incubator {id: $incubator_id}) WHERE in_force(r, $day) }
OPTIONAL MATCH (q)-[:FOR]->(n:Need)
RETURN q.id AS id, s.id AS startup_id, s.name AS startup_name, s.name_zh AS startup_name_zh, n.title AS need_title,
       q.state AS state, q.asked_at AS asked_at, q.decided_at AS decided_at
ORDER BY asked_at DESC, id
LIMIT $limit

// name: meetings
// When a person met startups of an incubator, or is to meet them, the latest first.
// parameters: person_id, incubator_id, day, limit
MATCH (:Person {id: $person_id})<-[:WITH]-(e:Engagement)-[:OF]->(s:Startup)
WHERE EXISTS { (s)-[r:INCUBATED_BY]->(:Incubator {id: $incubator_id}) WHERE in_force(r, $day) }
MATCH (e)<-[:IN]-(m:Session)
RETURN s.id AS startup_id, s.name AS startup_name, s.name_zh AS startup_name_zh, m.state AS state, m.starts_at AS starts_at
ORDER BY starts_at DESC, startup_id
LIMIT $limit

// name: merges
// Which records an incubator merged into a person's.
// parameters: person_id, incubator_id
MATCH (m:MergedPerson)-[:MERGED_INTO]->(:Person {id: $person_id})
WHERE m.incubator_id = $incubator_id
OPTIONAL MATCH (a:Account {id: m.merged_by})
RETURN m.id AS id, m.merged_at AS at, coalesce(a.name, '') AS actor_name
ORDER BY at DESC, id
LIMIT 100

// name: startup_events
// What the log says that curators of an incubator did about a startup, the latest first.
// parameters: startup_id, incubator_id, actions, limit
MATCH (e:AuditEvent {subject_id: $startup_id})
MATCH (a:Account {id: e.actor_id})
WHERE e.action IN $actions AND EXISTS { (a)-[:HOLDS]->(m:Membership) WHERE m.subject_id = $incubator_id }
RETURN e.action AS action, e.at AS at, coalesce(a.name, '') AS actor_name
ORDER BY at DESC, action
LIMIT $limit

// name: startup_meetings
// When a startup met somebody, or is to meet them, the latest first.
// parameters: startup_id, limit
MATCH (:Startup {id: $startup_id})<-[:OF]-(e:Engagement)-[:WITH]->(v)
MATCH (e)<-[:IN]-(m:Session)
RETURN v.id AS provider_id, v.name AS provider_name, v.name_zh AS provider_name_zh, m.state AS state,
       m.starts_at AS starts_at
ORDER BY starts_at DESC, provider_id
LIMIT $limit
