// name: lock
// Take the lock of everybody who acts for somebody in a role, under which one is added or goes.
// parameters: role, subject_id, nonce
MATCH (m:Membership {subject_id: $subject_id})
WHERE m.role = $role
SET m.lock = $nonce
RETURN count(m) AS count

// name: list
// Whoever acts for somebody in a role, or was asked to, by address.
// parameters: role, subject_id
MATCH (m:Membership {subject_id: $subject_id})<-[r:HOLDS|OFFERED]-(a:Account)
WHERE m.role = $role
RETURN a.id AS id, a.name AS name, a.email AS email, a.state AS state, a.last_seen_at AS last_seen_at,
       type(r) = 'OFFERED' AS is_asked, coalesce(m.rank, '') AS rank, coalesce(m.granted_at, a.created_at) AS since
ORDER BY is_asked, email
LIMIT 500

// name: offer
// Ask an account to act for somebody in a role: nothing is held before it is accepted, and asking twice is asking once.
// The rank that was named last is the one that counts.
// parameters: id, membership_id, role, subject_id, rank, by, at
MATCH (a:Account {id: $id})
WHERE NOT EXISTS { (a)-[:HOLDS]->(:Membership {id: $membership_id}) }
MERGE (m:Membership {id: $membership_id})
ON CREATE SET m.role = $role, m.subject_id = $subject_id
SET m.rank = $rank
MERGE (a)-[o:OFFERED]->(m)
ON CREATE SET o.at = $at, o.by = $by
RETURN m.id AS id

// name: offers
// The roles that an account was asked to take, with whom each is for and who asked.
// parameters: id
MATCH (a:Account {id: $id})-[o:OFFERED]->(m:Membership)
OPTIONAL MATCH (m)-[:OF]->(s)
OPTIONAL MATCH (by:Account {id: o.by})
RETURN m.id AS id, m.role AS role, m.subject_id AS subject_id, coalesce(s.name, '') AS name, s.name_zh AS name_zh,
       coalesce(m.rank, '') AS rank, coalesce(by.name, '') AS asked_by
ORDER BY role, name
LIMIT 100

// name: accept
// Hold the role that was offered; no row where it was taken back meanwhile.
// parameters: id, membership_id, at
MATCH (a:Account {id: $id})-[o:OFFERED]->(m:Membership {id: $membership_id})
DELETE o
SET m.granted_at = $at
MERGE (a)-[:HOLDS]->(m)
RETURN m.role AS role

// name: forget
// Take back, or decline, a role that was offered; no row where there is none.
// parameters: id, membership_id
MATCH (:Account {id: $id})-[:OFFERED]->(m:Membership {id: $membership_id})
WITH m, m.role AS role
DETACH DELETE m
RETURN role

// name: set_rank
// Give somebody who acts for an organisation, or was asked to, another rank there.
// parameters: membership_id, rank
MATCH (m:Membership {id: $membership_id})
SET m.rank = $rank
RETURN m.id AS id

// name: name
// The names of an organisation.
// parameters: id
MATCH (s:Startup|Person|Investor|Lab|Incubator|Park|Enterprise {id: $id})
RETURN coalesce(s.name, '') AS name, coalesce(s.name_zh, '') AS name_zh
LIMIT 1
