// name: holders
// The accounts that act for somebody in a role.
// parameters: role, subject_id
MATCH (h:Membership {subject_id: $subject_id})<-[:HOLDS]-(a:Account)
WHERE h.role = $role
RETURN a.id AS id
LIMIT 200

// name: asked
// The accounts that were asked to become somebody.
// parameters: person_id
MATCH (a:Account)-[:OFFERED]->(:Person {id: $person_id})
RETURN a.id AS id
LIMIT 200

// name: former_ids
// Under which ids else somebody was known before records became one.
// parameters: id
MATCH (d:MergedPerson)-[:MERGED_INTO]->(:Person {id: $id})
RETURN d.id AS id
LIMIT 200

// name: to_accounts
// The latest mails to some accounts.
// parameters: account_ids, limit
MATCH (m:Mail)
WHERE m.account_id IN $account_ids
OPTIONAL MATCH (who:Account {id: m.account_id})
RETURN sent_mail(m, who)
ORDER BY at DESC, id DESC
LIMIT $limit

// name: told_for
// The latest mails to those who act for an organisation in a role, of what came for somebody without an account.
// parameters: for_ids, role, subject_id, limit
MATCH (m:Mail)
WHERE m.for_id IN $for_ids
  AND EXISTS { (:Account {id: m.account_id})-[:HOLDS]->(:Membership {role: $role, subject_id: $subject_id}) }
OPTIONAL MATCH (who:Account {id: m.account_id})
RETURN sent_mail(m, who)
ORDER BY at DESC, id DESC
LIMIT $limit

// name: of_messages
// The mails that some messages became.
// parameters: message_ids, limit
MATCH (m:Mail)
WHERE m.outbox_id IN $message_ids
OPTIONAL MATCH (who:Account {id: m.account_id})
RETURN sent_mail(m, who)
ORDER BY at DESC, id DESC
LIMIT $limit

// name: about
// The latest messages of some kinds about some people or accounts.
// parameters: subject_ids, kinds, limit
MATCH (o:Outbox)
WHERE o.subject_id IN $subject_ids AND o.kind IN $kinds
RETURN o.id AS id, o.at AS at
ORDER BY at DESC, id DESC
LIMIT $limit

// name: messages
// What some messages say, and the startup and whom it asked that each is about.
// parameters: ids
UNWIND $ids AS id
MATCH (o:Outbox {id: id})
OPTIONAL MATCH (p:Proposal {id: o.subject_id})-[:BY]->(ps:Startup)
OPTIONAL MATCH (p)-[:TO]->(pv)
OPTIONAL MATCH (:Session {id: o.subject_id})-[:IN]->(e:Engagement)-[:OF]->(es:Startup)
OPTIONAL MATCH (e)-[:WITH]->(ev)
OPTIONAL MATCH (:Need {id: o.subject_id})<-[:RAISED]-(ns:Startup)
OPTIONAL MATCH (s:Startup {id: o.subject_id})
WITH o, coalesce(ps, es, ns, s) AS startup, coalesce(pv, ev) AS provider
RETURN o.id AS id, o.kind AS kind, o.subject_id AS subject_id, o.at AS at, o.state AS state, o.payload AS payload,
       o.attempts AS attempts, o.error AS error, o.lease_until AS leaves, startup.id AS startup_id,
       startup.name AS startup_name, startup.name_zh AS startup_name_zh, provider.name AS provider_name,
       provider.name_zh AS provider_name_zh

// name: own_startups
// Which of some startups are with an incubator on a day.
// parameters: ids, incubator_id, day
MATCH (:Incubator {id: $incubator_id})<-[r:INCUBATED_BY]-(s:Startup)
WHERE s.id IN $ids AND in_force(r, $day)
RETURN DISTINCT s.id AS id
LIMIT 5000
