// name: list
// The letter templates of an incubator, by name.
// parameters: incubator_id
MATCH (t:LetterTemplate {incubator_id: $incubator_id})
RETURN t {.id, .name, .subject, .text, .subject_zh, .text_zh, .revision, .changed_at} AS template
ORDER BY toLower(t.name), t.id
LIMIT 200

// name: get
// One letter template of an incubator.
// parameters: id, incubator_id
MATCH (t:LetterTemplate {id: $id})
WHERE t.incubator_id = $incubator_id
RETURN t {.id, .name, .subject, .text, .subject_zh, .text_zh, .revision, .changed_at} AS template
LIMIT 1

// name: lock
// Take the lock of a template.
// parameters: id, nonce
MATCH (t:LetterTemplate {id: $id})
SET t.lock = $nonce

// name: create
// Keep a template of an incubator.
// parameters: id, incubator_id, at, values
CREATE (t:LetterTemplate {id: $id, incubator_id: $incubator_id, changed_at: $at, revision: 0})
SET t += $values

// name: change
// Write a template anew; the caller holds its lock.
// parameters: id, at, values
MATCH (t:LetterTemplate {id: $id})
SET t.changed_at = $at, t.revision = t.revision + 1
SET t += $values

// name: delete
// Delete a template; the caller holds its lock.
// parameters: id
MATCH (t:LetterTemplate {id: $id})
DETACH DELETE t

// name: accounts
// The accounts that act for each of many, in some roles, opened or not.
// parameters: ids, roles
UNWIND $ids AS id
MATCH (m:Membership {subject_id: id})
WHERE m.role IN $roles
MATCH (m)<-[:HOLDS]-(a:Account)
RETURN id AS subject_id, a.id AS id, a.email AS email, a.name AS name, a.language AS language,
       a.time_zone AS time_zone, a.state AS state, a.generation AS generation, a.created_at AS created_at
ORDER BY subject_id, email
LIMIT 20000
