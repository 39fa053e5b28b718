// name: of_accounts
// The roles that these accounts hold, each with the organisation or person it is for.
// parameters: ids
UNWIND $ids AS account_id
MATCH (a:Account {id: account_id})-[:HOLDS]->(m:Membership)
OPTIONAL MATCH (m)-[:OF]->(s)
RETURN a.id AS account_id, m.role AS role, coalesce(m.subject_id, '') AS subject_id, coalesce(m.rank, '') AS rank,
       coalesce(s.name, '') AS subject_name, coalesce(s.name_zh, '') AS subject_name_zh,
       coalesce(s.region, '') AS subject_region
ORDER BY role, subject_name
LIMIT 10000

// name: grant
// Give the account a role; the membership's id makes a second grant change nothing.
// parameters: id, membership_id, role, subject_id, rank, at
MATCH (a:Account {id: $id})
MERGE (m:Membership {id: $membership_id})
ON CREATE SET m.role = $role, m.subject_id = $subject_id, m.rank = $rank, m.granted_at = $at
MERGE (a)-[:HOLDS]->(m)

// name: begin
// Let the roles of an account count from a moment: that at which it was opened.
// parameters: id, at
MATCH (:Account {id: $id})-[:HOLDS]->(m:Membership)
SET m.granted_at = $at

// name: bind
// Say which organisation or person, of a label, a membership is for.
// parameters: membership_id, subject_id, label
MATCH (m:Membership {id: $membership_id})
MATCH (s:Startup|Person|Investor|Lab|Incubator|Park|Enterprise {id: $subject_id})
WHERE $label IN labels(s)
MERGE (m)-[:OF]->(s)
RETURN s.id AS id

// name: note_change
// Note that those for whom an account acts changed: whether a request reaches them may be another.
// parameters: id, changed_at
MATCH (:Account {id: $id})-[:HOLDS]->(:Membership)-[:OF]->(s)
SET s.changed_at = $changed_at
RETURN count(s) AS count

// name: revoke
// Take a role away; no row when the account does not hold it.
// parameters: id, membership_id
MATCH (a:Account {id: $id})-[:HOLDS]->(m:Membership {id: $membership_id})
WITH m, m.role AS role
DETACH DELETE m
RETURN role

// name: holds
// A row where an open account holds a membership.
// parameters: id, membership_id
MATCH (a:Account {id: $id})-[:HOLDS]->(m:Membership {id: $membership_id})
WHERE a.state = AccountState.ACTIVE
RETURN m.id AS id
LIMIT 1

// name: is_held
// A row where any account, open or not, acts for an organisation or person.
// parameters: subject_id, role
MATCH (m:Membership {subject_id: $subject_id})<-[:HOLDS]-(:Account)
WHERE m.role = $role
RETURN m.id AS id
LIMIT 1

// name: has_rank
// A row where somebody who can sign in acts for an organisation in a role, with this rank.
// parameters: subject_id, role, rank
MATCH (m:Membership {subject_id: $subject_id})<-[:HOLDS]-(a:Account)
WHERE m.role = $role AND m.rank = $rank AND a.state = AccountState.ACTIVE
RETURN m.id AS id
LIMIT 1

// name: suggest
// Those of a label whose name holds a text, for the choice of whom a role is for.
// parameters: label, text, limit
MATCH (s:Startup|Person|Investor|Lab|Incubator|Park|Enterprise)
WHERE $label IN labels(s) AND (toLower(s.name) CONTAINS $text OR s.name_zh CONTAINS $text OR s.id = $text)
RETURN s.id AS id, s.name AS name, s.name_zh AS name_zh
ORDER BY name
LIMIT $limit

// name: named
// The ids of those of a label who have exactly this id or name, in either language.
// parameters: label, text
MATCH (s:Startup|Person|Investor|Lab|Incubator|Park|Enterprise)
WHERE $label IN labels(s) AND (s.id = $text OR toLower(s.name) = toLower($text) OR s.name_zh = $text)
RETURN s.id AS id
LIMIT 3

// name: offer
// Offer an account to become a supervisor; a second offer changes nothing.
// parameters: id, person_id, at
MATCH (a:Account {id: $id})
MATCH (s:Person {id: $person_id})
MERGE (a)-[o:OFFERED]->(s)
ON CREATE SET o.at = $at

// name: forget_offer
// Take an offer away.
// parameters: id, person_id
MATCH (:Account {id: $id})-[o:OFFERED]->(:Person {id: $person_id})
DELETE o

// name: offers
// The incubators that wait for the answer of an account that is to become a supervisor.
// parameters: id, day
MATCH (:Account {id: $id})-[:OFFERED]->(s:Person)-[m:IN_POOL_OF {state: TermState.INVITED}]->(i:Incubator)
WHERE NOT over(m, $day)
RETURN s.id AS person_id, i.id AS incubator_id, i.name AS name, i.name_zh AS name_zh, m.to AS until
ORDER BY name, incubator_id
LIMIT 100

// name: offered
// The ids of the open accounts to which it was offered to become a supervisor, as this person.
// parameters: person_id
MATCH (a:Account)-[:OFFERED]->(:Person {id: $person_id})
WHERE a.state = AccountState.ACTIVE
RETURN a.id AS id
ORDER BY id
LIMIT 100
