// name: standing
// How a request would reach each of some providers on a day, and who answers for them, by id.
// parameters: ids, day
UNWIND $ids AS id
MATCH provider(v, id)
RETURN v.id AS id, v.name AS name, v.name_zh AS name_zh, reach(v, $day) AS reach, v.answered_by AS answered_by

// name: set
// Say who answers for a provider, or that nobody does; the caller holds the provider's lock.
// parameters: id, answered_by, changed_at
MATCH provider(v, $id)
SET v.answered_by = $answered_by, v.changed_at = $changed_at
RETURN v.id AS id

// name: of_pool
// How requests reach those who are in a pool on a day, with their address and the state of their account.
// parameters: incubator_id, day, limit
MATCH (:Incubator {id: $incubator_id})<-[m:IN_POOL_OF]-(v:Supervisor)
WHERE running(m, $day)
OPTIONAL MATCH (v)<-[:OF]-(:Membership)<-[:HOLDS]-(a:Account)
OPTIONAL MATCH (by:Account {id: a.invited_by})
RETURN v.id AS id, v.name AS name, v.name_zh AS name_zh, reach(v, $day) AS reach, v.answered_by AS answered_by,
       coalesce(a.email, v.email) AS email, a.id AS account_id, a.state AS account_state, a.invited_at AS invited_at,
       by.name AS invited_by
LIMIT $limit

// name: invitations
// The newest mail that invited each of some accounts: how it stands.
// parameters: account_ids
MATCH (m:Mail {link_purpose: 'invite'})
WHERE m.link_account_id IN $account_ids
RETURN m.link_account_id AS account_id, m.state AS state, m.link_issue AS issue, m.to AS email
LIMIT 20000

// name: invited_by_incubator
// Of some accounts those that were invited last by somebody who acts for an incubator.
// parameters: account_ids, incubator_id
UNWIND $account_ids AS id
MATCH (a:Account {id: id})
MATCH (by:Account {id: a.invited_by})-[:HOLDS]->(m:Membership)
WHERE m.subject_id = $incubator_id
RETURN DISTINCT a.id AS id
LIMIT 20000

// name: account_of
// The account that acts for somebody in a role, open or not.
// parameters: role, subject_id
MATCH (m:Membership {subject_id: $subject_id})<-[:HOLDS]-(a:Account)
WHERE m.role = $role
RETURN a.id AS id
LIMIT 1

// name: account_states
// The state of the account that acts for each of these in a role, by id; who has none is missing.
// parameters: role, ids
UNWIND $ids AS id
MATCH (m:Membership {subject_id: id})<-[:HOLDS]-(a:Account)
WHERE m.role = $role
RETURN id AS id, a.state AS state
LIMIT 20000

// name: note_invited
// Note when an account was invited last, and by whom.
// parameters: id, invited_by, at
MATCH (a:Account {id: $id})
SET a.invited_by = $invited_by, a.invited_at = $at

// name: list_unreached
// Providers of some labels in no pool whom nobody would reach, or for whom the administrators answer, by name.
// parameters: labels, day, limit
MATCH (v:Person|Investor|Lab)
WHERE any(label IN labels(v) WHERE label IN $labels) AND has_consented(v)
  AND NOT EXISTS { (v)-[m:IN_POOL_OF]->() WHERE running(m, $day) }
WITH v, reach(v, $day) AS reach
WHERE reach = Reach.NONE OR (reach = Reach.INCUBATOR AND v.answered_by = 'administrators')
RETURN v.id AS id, v.name AS name, v.name_zh AS name_zh, v.email AS email, reach AS reach, v.answered_by AS answered_by
ORDER BY name, id
LIMIT $limit

// name: list_waiting
// The requests that wait for the answer of somebody for whom an organisation answers on a day, the oldest first.
// parameters: answerer, day, limit
MATCH (p:Proposal {state: RequestState.ASKED})-[:TO]->(v), (p)-[:BY]->(st:Startup)
WHERE v.answered_by = $answerer AND reach(v, $day) = Reach.INCUBATOR
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
RETURN p.id AS id, p.kind AS kind, p.asked_at AS asked_at, p.forwarded_at AS forwarded_at, p.note AS note,
       v.id AS provider_id, v.name AS provider_name, v.name_zh AS provider_name_zh,
       st.id AS startup_id, st.name AS startup_name, st.name_zh AS startup_name_zh, n.title AS need_title
ORDER BY asked_at, id
LIMIT $limit

// name: count_waiting
// How many of them there are.
// parameters: answerer, day
MATCH (p:Proposal {state: RequestState.ASKED})-[:TO]->(v)
WHERE v.answered_by = $answerer AND reach(v, $day) = Reach.INCUBATOR
RETURN count(p) AS count

// name: note_forwarded
// Note that a request was passed on to whom it asks; no row where it does not wait. The caller holds its lock.
// parameters: id, sources, at
MATCH (p:Proposal {id: $id})
WHERE p.state IN $sources
SET p.forwarded_at = $at
RETURN p.id AS id

// name: note_answer
// Note through whom, and on which day, an answer came that an organisation wrote down.
// parameters: id, answered_through, answered_on
MATCH (p:Proposal {id: $id})
SET p.answered_through = $answered_through, p.answered_on = $answered_on
RETURN p.id AS id

// name: forget_links_of_invited
// Delete the links of an account that nobody opened and that acts for nobody.
// parameters: id
MATCH (t:Token)-[:FOR]->(a:Account {id: $id, state: AccountState.INVITED})
WHERE NOT EXISTS { (a)-[:HOLDS|OFFERED]->() }
DETACH DELETE t

// name: forget_invited
// Delete an account that nobody opened and that acts for nobody.
// parameters: id
MATCH (a:Account {id: $id, state: AccountState.INVITED})
WHERE NOT EXISTS { (a)-[:HOLDS|OFFERED]->() }
DETACH DELETE a
