// name: get
// One proposal with its need and both sides.
// parameters: id
MATCH (p:Proposal {id: $id})-[:BY]->(s:Startup)
MATCH (p)-[:TO]->(v)
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
RETURN p.id AS id, p.kind AS kind, p.state AS state, s.id AS seeker_id, s.name AS seeker_name,
       s.name_zh AS seeker_name_zh, v.id AS provider_id, v.name AS provider_name, v.name_zh AS provider_name_zh,
       n.id AS need_id, n.title AS need_title, n.state AS need_state, p.proposed_on AS proposed_on,
       p.seeker_decision AS seeker_decision, p.provider_decision AS provider_decision,
       p.decided_on AS decided_on, p.outcome AS outcome, p.rating_by_seeker AS rating_by_seeker,
       p.rating_by_provider AS rating_by_provider, p.score AS score, p.position AS position,
       p.model_id AS model_id, p.note AS note, p.asked_at AS asked_at, p.decided_at AS decided_at,
       p.decline_reason AS decline_reason, p.dismiss_reason AS dismiss_reason, p.dismiss_note AS dismiss_note,
       p.ask_again_on AS ask_again_on, p.reminded_at AS reminded_at, p.reasons AS reasons,
       p.reason_texts AS reason_texts,
       p.reason_texts_zh AS reason_texts_zh, p.asked_by AS asked_by, p.decline_note AS decline_note,
       p.changed_at AS changed_at, p.withdraw_reason AS withdraw_reason, pause_of(v) AS pause,
       p.read_at AS read_at, [(p)-[:PASSED_TO]->(c) | {id: c.id, name: c.name, name_zh: c.name_zh}] AS passed_to
LIMIT 1

// name: list_of_need
// All proposals of a need that anybody saw, last changed first.
// parameters: need_id, limit
MATCH (n:Need {id: $need_id})<-[:FOR]-(p:Proposal)-[:TO]->(v)
MATCH (p)-[:BY]->(s:Startup)
RETURN p.id AS id, p.kind AS kind, p.state AS state, s.id AS seeker_id, s.name AS seeker_name,
       s.name_zh AS seeker_name_zh, v.id AS provider_id, v.name AS provider_name, v.name_zh AS provider_name_zh,
       n.id AS need_id, n.title AS need_title, n.state AS need_state, p.proposed_on AS proposed_on,
       p.seeker_decision AS seeker_decision, p.provider_decision AS provider_decision,
       p.decided_on AS decided_on, p.outcome AS outcome, p.rating_by_seeker AS rating_by_seeker,
       p.rating_by_provider AS rating_by_provider, p.score AS score, p.position AS position,
       p.model_id AS model_id, p.note AS note, p.asked_at AS asked_at, p.decided_at AS decided_at,
       p.decline_reason AS decline_reason, p.dismiss_reason AS dismiss_reason, p.dismiss_note AS dismiss_note,
       p.ask_again_on AS ask_again_on, p.reminded_at AS reminded_at, p.reasons AS reasons,
       p.reason_texts AS reason_texts,
       p.reason_texts_zh AS reason_texts_zh, p.asked_by AS asked_by, p.decline_note AS decline_note,
       p.changed_at AS changed_at, p.withdraw_reason AS withdraw_reason, pause_of(v) AS pause,
       p.read_at AS read_at, [(p)-[:PASSED_TO]->(c) | {id: c.id, name: c.name, name_zh: c.name_zh}] AS passed_to
ORDER BY coalesce(p.changed_at, 0) DESC, p.id
LIMIT $limit

// name: list_of_startup
// A startup's proposals in some states, last changed first.
// parameters: startup_id, states, limit
MATCH (s:Startup {id: $startup_id})<-[:BY]-(p:Proposal)-[:TO]->(v)
WHERE p.state IN $states
OPTIONAL MATCH (p)-[:FOR]->(n:Need)
RETURN p.id AS id, p.kind AS kind, p.state AS state, s.id AS seeker_id, s.name AS seeker_name,
       s.name_zh AS seeker_name_zh, v.id AS provider_id, v.name AS provider_name, v.name_zh AS provider_name_zh,
       n.id AS need_id, n.title AS need_title, n.state AS need_state, p.proposed_on AS proposed_on,
       p.seeker_decision AS seeker_decision, p.provider_decision AS provider_decision,
       p.decided_on AS decided_on, p.outcome AS outcome, p.rating_by_seeker AS rating_by_seeker,
       p.rating_by_provider AS rating_by_provider, p.score AS score, p.position AS position,
       p.model_id AS model_id, p.note AS note, p.asked_at AS asked_at, p.decided_at AS decided_at,
       p.decline_reason AS decline_reason, p.dismiss_reason AS dismiss_reason, p.dismiss_note AS dismiss_note,
       p.ask_again_on AS ask_again_on, p.reminded_at AS reminded_at, p.reasons AS reasons,
       p.reason_texts AS reason_texts,
       p.reason_texts_zh AS reason_texts_zh, p.asked_by AS asked_by, p.decline_note AS decline_note,
       p.changed_at AS changed_at, p.withdraw_reason AS withdraw_reason, pause_of(v) AS pause,
       p.read_at AS read_at, [(p)-[:PASSED_TO]->(c) | {id: c.id, name: c.name, name_zh: c.name_zh}] AS passed_to
ORDER BY coalesce(p.changed_at, 0) DESC, p.id
LIMIT $limit

// name: states_of_need
// Provider, state and dates of all proposals of a need.
// parameters: need_id, limit
MATCH (n:Need {id: $need_id})<-[:FOR]-(p:Proposal)-[:TO]->(v)
RETURN v.id AS provider_id, p.id AS id, p.state AS state, p.ask_again_on AS ask_again_on, p.asked_at AS asked_at
LIMIT $limit

// name: of_pair
// The proposal that a need and a provider have, whatever its id; the need is locked before.
// parameters: need_id, provider_id
MATCH (n:Need {id: $need_id})<-[:FOR]-(p:Proposal)-[:TO]->(v)
WHERE v.id = $provider_id
RETURN p.id AS id
ORDER BY id
LIMIT 1

// name: ensure
// The one proposal of a need and a provider, made where there is none yet.
// parameters: id, need_id, provider_id, state, nonce, today, changed_at
MATCH (n:Need {id: $need_id})<-[:RAISED]-(s:Startup)
MATCH provider(v, $provider_id)
MERGE (p:Proposal {id: $id})
ON CREATE SET p.kind = n.kind, p.state = $state, p.proposed_on = $today, p.seeker_decision = Answer.NONE,
              p.provider_decision = Answer.NONE, p.outcome = Outcome.NONE, p.changed_at = $changed_at
SET p.lock = $nonce
WITH n, s, v, p
WHERE NOT EXISTS { (p)-[:FOR]->(:Need) }
CREATE (p)-[:FOR]->(n), (p)-[:BY]->(s), (p)-[:TO]->(v)

// name: lock
// Take the lock of a proposal; no row where there is none.
// parameters: id, nonce
MATCH (p:Proposal {id: $id})
SET p.lock = $nonce
RETURN p.id AS id, p.state AS state

// name: move
// A step that changes the state alone; no row where it is not possible from this state.
// parameters: id, nonce, sources, target, changed_at
MATCH (p:Proposal {id: $id})
SET p.lock = $nonce
WITH p
WHERE p.state IN $sources
SET p.state = $target, p.changed_at = $changed_at
RETURN p.id AS id

// name: dismiss
// Take a proposal off the list of its need, with a reason.
// parameters: id, nonce, sources, target, reason, note, today, changed_at
MATCH (p:Proposal {id: $id})
SET p.lock = $nonce
WITH p
WHERE p.state IN $sources
SET p.before_dismissal = p.state, p.state = $target, p.dismiss_reason = $reason, p.dismiss_note = $note,
    p.seeker_decision = Answer.DECLINED, p.decided_on = $today, p.changed_at = $changed_at
RETURN p.id AS id

// name: undo_dismissal
// Put a dismissed proposal back where it was.
// parameters: id, nonce, sources, target, changed_at
MATCH (p:Proposal {id: $id})
SET p.lock = $nonce
WITH p
WHERE p.state IN $sources
SET p.state = coalesce(p.before_dismissal, $target), p.before_dismissal = null, p.dismiss_reason = null, p.dismiss_note = null,
    p.seeker_decision = Answer.NONE, p.decided_on = null, p.changed_at = $changed_at
RETURN p.id AS id

// name: ask
// Ask the provider; no row where that is not possible from this state. The caller has checked the rules.
// parameters: id, nonce, sources, target, note, asked_by, at, reasons, caution, score, fit, position, model_id, changed_at
MATCH (p:Proposal {id: $id})
SET p.lock = $nonce
WITH p
WHERE p.state IN $sources
SET p.state = $target, p.note = $note, p.asked_by = $asked_by, p.asked_at = $at, p.seeker_decision = Answer.ACCEPTED,
    p.provider_decision = Answer.NONE, p.decided_at = null, p.decided_on = null, p.decline_reason = null,
    p.decline_note = null, p.withdraw_reason = null, p.ask_again_on = null, p.reminded_at = null, p.read_at = null, p.extended_until = null, p.reasons = $reasons, p.caution = $caution,
    p.reason_texts = null, p.reason_texts_zh = null, p.forwarded_at = null, p.answered_through = null, p.answered_on = null,
    p.score = coalesce($score, p.score), p.fit = $fit, p.position = coalesce($position, p.position),
    p.model_id = coalesce($model_id, p.model_id), p.changed_at = $changed_at
RETURN p.id AS id

// name: withdraw
// Take back a request that nobody answered.
// parameters: id, nonce, sources, target, reason, at, today, changed_at
MATCH (p:Proposal {id: $id})
SET p.lock = $nonce
WITH p
WHERE p.state IN $sources
SET p.state = $target, p.withdraw_reason = $reason, p.decided_at = $at, p.decided_on = $today,
    p.seeker_decision = Answer.DECLINED, p.changed_at = $changed_at
RETURN p.id AS id

// name: set_ratings
// Write the rounded mean of each side's ratings; null where a side gave none.
// parameters: id, nonce, rating_by_seeker, rating_by_provider, changed_at
MATCH (p:Proposal {id: $id})
SET p.lock = $nonce
WITH p
WHERE true
SET p.rating_by_seeker = $rating_by_seeker, p.rating_by_provider = $rating_by_provider, p.changed_at = $changed_at
RETURN p.id AS id

// name: set_outcome
// Write how the engagement of a proposal ended, and which money came of it.
// parameters: id, nonce, outcome, amount, currency, changed_at
MATCH (p:Proposal {id: $id})
SET p.lock = $nonce
WITH p
WHERE true
SET p.outcome = $outcome, p.amount = coalesce($amount, p.amount), p.currency = coalesce($currency, p.currency),
    p.changed_at = $changed_at
RETURN p.id AS id

// name: note_investment
// Note that the investor of a proposal has a share of its startup from a day on, unless it has one without an end; the
// investor is locked first.
// parameters: id, nonce, on
MATCH (:Proposal {id: $id})-[:TO]->(v:Investor)
SET v.lock = $nonce
WITH v
MATCH (:Proposal {id: $id})-[:BY]->(s:Startup)
WHERE COUNT { (v)-[r:INVESTED_IN]->(s) WHERE has_open_end(r) } = 0
CREATE (v)-[:INVESTED_IN {from: $on}]->(s)

// name: count_asked
// How many requests of a need are open.
// parameters: need_id
MATCH (n:Need {id: $need_id})
RETURN COUNT { (n)<-[:FOR]-(:Proposal {state: RequestState.ASKED}) } AS count

// name: last_showing
// The digest of the list that was last shown for a need, if that was after a moment.
// parameters: need_id, since
MATCH (n:Need {id: $need_id})<-[:FOR]-(w:Showing)
WHERE w.at > $since
RETURN w.digest AS digest, w.at AS at
ORDER BY w.at DESC, w.id
LIMIT 1

// name: create_showing
// Note that a list was shown for a need.
// parameters: id, need_id, model_id, at, digest
MATCH (n:Need {id: $need_id})
CREATE (w:Showing {id: $id, need_id: $need_id, model_id: $model_id, at: $at, digest: $digest})-[:FOR]->(n)

// name: add_shown
// Hang one proposal on a showing, with where and how it stood.
// parameters: showing_id, proposal_id, position, score, probability, by_fit_position, why, model_id, changed_at
MATCH (w:Showing {id: $showing_id})
MATCH (p:Proposal {id: $proposal_id})
SET p.position = $position, p.score = $score, p.model_id = $model_id, p.changed_at = $changed_at
CREATE (w)-[:SHOWED {position: $position, score: $score, probability: $probability,
                     by_fit_position: $by_fit_position, why: $why}]->(p)

// name: happenings
// What was done about a proposal, oldest first.
// parameters: id, limit
MATCH (a:AuditEvent)
WHERE a.subject_id = $id
RETURN a.at AS at, a.action AS action, a.role AS role, a.detail AS detail
ORDER BY a.at, a.id
LIMIT $limit
