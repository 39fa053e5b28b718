// name: lock_subject
// Take the lock of an organisation or person.
// parameters: id, nonce
MATCH (s:Startup|Person|Investor|Lab {id: $id})
SET s.lock = $nonce

// name: others_of
// How many other accounts act for an organisation or person.
// parameters: account_id, subject_id
MATCH (m:Membership {subject_id: $subject_id})<-[:HOLDS]-(a:Account)
WHERE a.id <> $account_id
RETURN count(DISTINCT a) AS count

// name: offered
// The people whom it was offered to an account to become.
// parameters: account_id
MATCH (:Account {id: $account_id})-[:OFFERED]->(s:Person)
RETURN s.id AS id
LIMIT 1000

// name: touched
// The ids of what an account acted on, as the audit log tells it.
// parameters: account_id
MATCH (e:AuditEvent {actor_id: $account_id})
RETURN DISTINCT e.subject_id AS id, e.detail AS detail
LIMIT 1000000

// name: belongings
// The ids of requests, work and meetings of an organisation or person.
// parameters: subject_id
MATCH (s:Startup|Person|Investor|Lab {id: $subject_id})<-[:BY|TO]-(p:Proposal)
OPTIONAL MATCH (e:Engagement)-[:FROM]->(p)
OPTIONAL MATCH (m:Session)-[:IN]->(e)
RETURN p.id AS id, m.id AS session_id
LIMIT 1000000

// name: delete_mails_to
// Delete every mail to an address.
// parameters: email
MATCH (m:Mail {to: $email})
DETACH DELETE m

// name: delete_messages_about
// Delete every message about some things, and the mails made of them.
// parameters: ids
UNWIND $ids AS id
MATCH (m:Outbox {subject_id: id})
OPTIONAL MATCH (l:Mail {outbox_id: m.id})
DETACH DELETE m, l

// name: jobs
// The jobs that an account began.
// parameters: account_id
MATCH (j:Job {actor_id: $account_id})
RETURN j.id AS id, j.kind AS kind, j.payload AS payload
LIMIT 1000000

// name: set_payload
// Write what a job was given anew.
// parameters: id, payload
MATCH (j:Job {id: $id})
SET j.payload = $payload

// name: delete_job
// Delete a job.
// parameters: id
MATCH (j:Job {id: $id})
DETACH DELETE j

// name: forget_requests
// Erase what one side wrote about its requests, and why they were proposed.
// parameters: subject_id, side
MATCH (s:Startup|Person|Investor|Lab {id: $subject_id})<-[r:BY|TO]-(p:Proposal)
SET p.reasons = '', p.caution = '', p.reason_texts = null, p.reason_texts_zh = null,
    p.decline_note = CASE WHEN $side = Side.PROVIDER THEN '' ELSE p.decline_note END,
    p.note = CASE WHEN $side = Side.SEEKER THEN '' ELSE p.note END,
    p.dismiss_note = CASE WHEN $side = Side.SEEKER THEN null ELSE p.dismiss_note END,
    p.asked_by = CASE WHEN $side = Side.SEEKER THEN '' ELSE p.asked_by END

// name: forget_side_remarks
// Erase the questions and answers of one side.
// parameters: subject_id, side
MATCH (s:Startup|Person|Investor|Lab {id: $subject_id})<-[:BY|TO]-(:Proposal)<-[:ON]-(m:Remark {side: $side})
DETACH DELETE m

// name: forget_side_comments
// Erase the comments of one side's ratings.
// parameters: subject_id, side
MATCH (s:Startup|Person|Investor|Lab {id: $subject_id})<-[:OF|WITH]-(:Engagement)<-[:IN]-(:Session)<-[:ON]-(f:Feedback)
WHERE f.side = $side
SET f.comment = ''

// name: topics
// The topics that an organisation or person, and its needs, are tagged with.
// parameters: subject_id
MATCH (s:Startup|Person|Investor|Lab {id: $subject_id})
RETURN [(s)-[:ABOUT]->(t:Topic) | t.id] + [(s)-[:RAISED]->(:Need)-[:ABOUT]->(t:Topic) | t.id] AS ids
LIMIT 1

// name: forget_needs
// Erase the words of a startup's needs, and the goals of work that were taken over from their titles, and what was
// suggested for them.
// parameters: subject_id, title, changed_at
MATCH (s:Startup {id: $subject_id})-[:RAISED]->(n:Need)
OPTIONAL MATCH (g:Engagement)-[:FROM]->(:Proposal)-[:FOR]->(n)
WHERE g.goal = n.title
SET g.goal = ''
WITH DISTINCT n
SET n.title = $title, n.description = '', n.description_zh = '', n.changed_at = $changed_at
WITH n
MATCH (n)-[r:ABOUT|SUGGESTED]->()
DELETE r

// name: forget_texts
// Erase the texts of an organisation's profile; its name and codes stay.
// parameters: subject_id, changed_at
MATCH (s:Startup|Investor|Lab {id: $subject_id})
SET s.summary = '', s.summary_zh = '', s.website = '', s.contact = null, s.contact_email = null, s.contact_phone = null,
    s.changed_at = $changed_at
WITH s
MATCH (s)-[r:ABOUT]->(:Topic)
DELETE r

// name: person
// A person, with the address that mails go to and the incubators in whose pools they are or were.
// parameters: id
MATCH (p:Person {id: $id})
RETURN p.id AS id, coalesce(p.email, '') AS email, [(p)-[:IN_POOL_OF]->(i:Incubator) | i.id] AS pools
LIMIT 1

// name: name_person
// Give a person other names.
// parameters: id, name, name_zh
MATCH (p:Person {id: $id})
SET p.name = $name, p.name_zh = $name_zh

// name: name_invited
// Take the name away as which curators invited a person.
// parameters: id, name
MATCH (p:Person {id: $id})-[m:IN_POOL_OF]->(:Incubator)
SET m.name = $name

// name: delete_documents
// Delete the documents of a person.
// parameters: id
MATCH (p:Person {id: $id})<-[:OWNED_BY]-(d:Document)
DETACH DELETE d

// name: delete_careers
// Delete what a person has done.
// parameters: id
MATCH (p:Person {id: $id})<-[:CAREER_OF]-(c:Career)
DETACH DELETE c

// name: create_stand_in
// A person of whom nothing is known, to whom requests and work that took place belong from now on.
// parameters: stand_in_id, name, name_zh, changed_at
CREATE (p:Person {id: $stand_in_id, name: $name, name_zh: $name_zh, changed_at: $changed_at})

// name: move_requests
// Hang a person's requests on their stand-in.
// parameters: id, stand_in_id
MATCH (:Person {id: $id})<-[r:TO]-(p:Proposal)
MATCH (s:Person {id: $stand_in_id})
CREATE (p)-[:TO]->(s)
DELETE r

// name: move_work
// Hang a person's work on their stand-in.
// parameters: id, stand_in_id
MATCH (:Person {id: $id})<-[r:WITH]-(e:Engagement)
MATCH (s:Person {id: $stand_in_id})
CREATE (e)-[:WITH]->(s)
DELETE r

// name: delete_person
// Delete a person with all that they are related to.
// parameters: id
MATCH (p:Person {id: $id})
DETACH DELETE p

// name: delete_topics
// Delete those of some topics that nothing is tagged with any more: what somebody typed is not kept for nobody.
// parameters: ids
UNWIND $ids AS id
MATCH (t:Topic {id: id})
WHERE NOT EXISTS { (t)--() }
DELETE t

// name: delete_account
// Delete an account with its roles, its links, the views that it saved and what it typed and did not send.
// parameters: id
MATCH (a:Account {id: $id})
OPTIONAL MATCH (a)-[:HOLDS|OFFERED]->(m:Membership)
OPTIONAL MATCH (t:Token)-[:FOR]->(a)
OPTIONAL MATCH (d:FormDraft)-[:OF]->(a)
OPTIONAL MATCH (v:SavedView)-[:OF]->(a)
DETACH DELETE m, t, d, v, a
