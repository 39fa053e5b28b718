// name: get
// One request with everything that its provider decides by; no row when it is neither that provider's
// nor that of somebody for whom an organisation answers on a day.
// parameters: id, provider_id, answerer, day
MATCH (p:Proposal {id: $id})-[:TO]->(s), (p)-[:BY]->(st:Startup)
WHERE $provider_id IS NULL OR s.id = $provider_id
   OR (s.answered_by = $answerer AND reach(s, $day) = Reach.INCUBATOR)
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
RETURN p {.id, .kind, .state, .note, .asked_by, .asked_at, .decided_at, .reminded_at, .decline_reason, .decline_note,
          .withdraw_reason, .ask_again_on, .fit, .reasons, .caution, .read_at, .forwarded_at, .answered_through, .answered_on} AS proposal,
       st {.id, .name, .name_zh, .summary, .summary_zh, .stage, .region, .headcount} AS startup,
       s {.id, .name, .name_zh} AS provider,
       n {.id, .title, .state, .stage, .amount, .description, .description_zh} AS need,
       COUNT { (n)<-[:FOR]-(later:Proposal) WHERE later.asked_at > p.decided_at } AS later,
       [(s)<-[:TO]-(o:Proposal {state: RequestState.DECLINED})-[:BY]->(st) WHERE o.id <> p.id |
        {at: o.decided_at, reason: o.decline_reason, note: o.decline_note}] AS earlier,
       [(n)<-[:FOR]-(o:Proposal)-[:PASSED_TO]->(s) | {id: o.id, note: o.decline_note,
        who: [(o)-[:TO]->(c) | {name: c.name, name_zh: c.name_zh}]}] AS suggested
LIMIT 1

// name: list_waiting
// The requests that wait for a provider's answer, oldest first.
// parameters: provider_id, limit
MATCH provider(s, $provider_id)<-[:TO]-(p:Proposal {state: RequestState.ASKED})-[:BY]->(st:Startup)
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
RETURN p {.id, .kind, .state, .note, .asked_by, .asked_at, .decided_at, .reminded_at, .decline_reason, .decline_note,
          .withdraw_reason, .ask_again_on, .fit, .reasons, .caution, .read_at, .forwarded_at, .answered_through, .answered_on} AS proposal,
       st {.id, .name, .name_zh, .summary, .summary_zh, .stage, .region, .headcount} AS startup,
       s {.id, .name, .name_zh} AS provider,
       n {.id, .title, .state, .stage, .amount, .description, .description_zh} AS need,
       0 AS later,
       [(p)<-[:ON]-(m:Remark) | {id: m.id, side: m.side, text: m.text, at: m.at}] AS remarks,
       [(s)<-[:TO]-(o:Proposal {state: RequestState.DECLINED})-[:BY]->(st) WHERE o.id <> p.id |
        {at: o.decided_at, reason: o.decline_reason, note: o.decline_note}] AS earlier,
       [(n)<-[:FOR]-(o:Proposal)-[:PASSED_TO]->(s) | {id: o.id, note: o.decline_note,
        who: [(o)-[:TO]->(c) | {name: c.name, name_zh: c.name_zh}]}] AS suggested
ORDER BY proposal.asked_at, proposal.id
LIMIT $limit

// name: list_answered
// The requests that a provider answered, or that ended without an answer, latest first.
// parameters: provider_id, limit
MATCH provider(s, $provider_id)<-[:TO]-(p:Proposal)-[:BY]->(st:Startup)
WHERE p.state IN [RequestState.ACCEPTED, RequestState.DECLINED, RequestState.WITHDRAWN, RequestState.EXPIRED]
  AND p.asked_at IS NOT NULL
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
RETURN p {.id, .kind, .state, .note, .asked_by, .asked_at, .decided_at, .reminded_at, .decline_reason, .decline_note,
          .withdraw_reason, .ask_again_on, .fit, .reasons, .caution, .read_at, .forwarded_at, .answered_through, .answered_on} AS proposal,
       st {.id, .name, .name_zh, .summary, .summary_zh, .stage, .region, .headcount} AS startup,
       s {.id, .name, .name_zh} AS provider,
       n {.id, .title, .state, .stage, .amount, .description, .description_zh} AS need,
       0 AS later
ORDER BY proposal.asked_at DESC, proposal.id
LIMIT $limit

// name: count_waiting
// How many requests wait for a provider's answer.
// parameters: provider_id
MATCH provider(s, $provider_id)<-[:TO]-(p:Proposal {state: RequestState.ASKED})
RETURN count(p) AS count

// name: lock_provider
// Lock the provider whose places the request would use.
// parameters: id, nonce
MATCH (:Proposal {id: $id})-[:TO]->(s)
SET s.lock = $nonce
RETURN s.id AS id

// name: lock_need
// Lock the need that the request is for.
// parameters: id, nonce
MATCH (:Proposal {id: $id})-[:FOR]->(n:Need)
SET n.lock = $nonce
RETURN n.id AS id

// name: lock
// Lock the request itself, so that its state holds still until the end of the transaction.
// parameters: id, nonce
MATCH (p:Proposal {id: $id})
SET p.lock = $nonce
RETURN p.id AS id

// name: standing
// What an acceptance is checked against; read it under the locks.
// parameters: id
MATCH (p:Proposal {id: $id})
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
RETURN p.state AS state, n.id AS need_id, n.state AS need_state, coalesce(n.places, 1) AS need_places,
       COUNT { (n)<-[:FOR]-(:Proposal {state: RequestState.ACCEPTED}) } AS need_taken
LIMIT 1

// name: accept
// Mark an asked request as accepted and open its engagement; the caller holds the locks and has checked.
// parameters: id, sources, target, engagement_state, at, on, changed_at
MATCH (p:Proposal {id: $id})-[:TO]->(s), (p)-[:BY]->(st:Startup)
WHERE p.state IN $sources
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
WITH p, s, st, n
SET p.state = $target, p.provider_decision = Answer.ACCEPTED, p.decided_at = $at, p.decided_on = $on,
    p.changed_at = $changed_at
CREATE (e:Engagement {id: p.id, state: $engagement_state, goal: coalesce(n.title, ''), opened_at: $at, changed_at: $changed_at})
CREATE (e)-[:FROM]->(p)
CREATE (e)-[:OF]->(st)
CREATE (e)-[:WITH]->(s)
RETURN e.id AS id, st.id AS startup_id, st.name AS startup_name, coalesce(st.name_zh, '') AS startup_name_zh

// name: list_siblings
// Other requests that wait for an answer for the same need.
// parameters: id
MATCH (:Proposal {id: $id})-[:FOR]->(n:Need)<-[:FOR]-(other:Proposal {state: RequestState.ASKED})
WHERE other.id <> $id
RETURN other.id AS id
ORDER BY id
LIMIT 100

// name: withdraw
// Withdraw a waiting request for a reason that is not its startup's wish; no row when it does not wait.
// parameters: id, nonce, sources, target, at, on, changed_at, reason
MATCH (p:Proposal {id: $id})
SET p.lock = $nonce
WITH p
WHERE p.state IN $sources
SET p.state = $target, p.withdraw_reason = $reason, p.decided_at = $at, p.decided_on = $on,
    p.changed_at = $changed_at
RETURN p.id AS id

// name: decline
// Mark an asked request as declined, with its reason; no row when it does not wait.
// parameters: id, nonce, sources, target, at, on, changed_at, reason, note, ask_again_on
MATCH (p:Proposal {id: $id})
SET p.lock = $nonce
WITH p
WHERE p.state IN $sources
SET p.state = $target, p.provider_decision = Answer.DECLINED, p.decided_at = $at, p.decided_on = $on,
    p.decline_reason = $reason, p.decline_note = $note, p.ask_again_on = $ask_again_on, p.changed_at = $changed_at
RETURN p.id AS id

// name: undo_decline
// Put a declined request back to waiting while its need is open and nobody else was asked since; else no row.
// parameters: id, nonce, sources, target, changed_at
MATCH (p:Proposal {id: $id})-[:FOR]->(n:Need)
SET n.lock = $nonce, p.lock = $nonce
WITH p, n
WHERE p.state IN $sources AND n.state = NeedState.OPEN AND (p.next_best_at IS NULL OR p.next_best_at < p.decided_at)
  AND COUNT { (n)<-[:FOR]-(later:Proposal) WHERE later.asked_at > p.decided_at } = 0
  AND COUNT { (n)<-[:FOR]-(:Proposal {state: RequestState.ACCEPTED}) } < coalesce(n.places, 1)
SET p.state = $target, p.provider_decision = Answer.NONE, p.decided_at = null, p.decided_on = null,
    p.decline_reason = null, p.decline_note = null, p.ask_again_on = null, p.answered_through = null, p.answered_on = null,
    p.changed_at = $changed_at
RETURN p.id AS id

// name: declare_conflict
// Note a conflict of interest that a side declared, once by its id.
// parameters: startup_id, provider_id, id, on
MATCH (st:Startup {id: $startup_id}), provider(s, $provider_id)
WHERE COUNT { (st)-[:CONFLICTS_WITH {id: $id}]->(s) } = 0
CREATE (st)-[c:CONFLICTS_WITH {id: $id, kind: 'declared', from: $on, noted_by: s.id}]->(s)
RETURN c.id AS id

// name: forget_conflict
// Take a declared conflict back, by its id.
// parameters: startup_id, provider_id, id
MATCH (:Startup {id: $startup_id})-[c:CONFLICTS_WITH {id: $id}]->provider(s, $provider_id)
DELETE c
RETURN count(*) AS count

// name: add_remark
// Append a question or an answer to a request.
// parameters: proposal_id, id, side, text, at
MATCH (p:Proposal {id: $proposal_id})
CREATE (m:Remark {id: $id, side: $side, text: $text, at: $at})-[:ON]->(p)
RETURN m.id AS id

// name: list_remarks
// What was said about a request, in order.
// parameters: proposal_id
MATCH (p:Proposal {id: $proposal_id})<-[:ON]-(m:Remark)
RETURN m.id AS id, m.side AS side, m.text AS text, m.at AS at
ORDER BY at, id
LIMIT 100
