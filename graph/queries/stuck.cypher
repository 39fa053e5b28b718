// name: loads
// Supervisors of a pool, not paused on a day, who have work with many startups: how many, who waits, and since when.
// parameters: incubator_id, day, limit
MATCH (:Incubator {id: $incubator_id})<-[m:IN_POOL_OF]-(s:Supervisor)<-[:WITH]-(e:Engagement {state: EngagementState.OPEN})
WHERE running(m, $day)
WITH s, count(e) AS taken, max(e.opened_at) AS opened_at
WHERE taken >= coalesce(s.capacity, 0)
  AND NOT (coalesce(s.state, Availability.ACTIVE) = Availability.PAUSED AND (s.paused_until IS NULL OR s.paused_until > $day))
OPTIONAL MATCH (s)<-[:TO]-(p:Proposal {state: RequestState.ASKED})
RETURN s.id AS id, s.name AS name, s.name_zh AS name_zh, s.capacity AS capacity, taken, opened_at,
       count(p) AS waiting, min(p.asked_at) AS waiting_since
ORDER BY id
LIMIT $limit

// name: follow_ups
// What an incubator noted of its stuck things.
// parameters: incubator_id, limit
MATCH (f:FollowUp {incubator_id: $incubator_id})
RETURN f.thing AS thing, f.since AS since, f.snoozed_until AS snoozed_until, f.assignee_id AS assignee_id,
       f.due_on AS due_on
LIMIT $limit

// name: lock_follow_up
// The note of one thing, made where there is none, under its lock.
// parameters: id, incubator_id, thing, nonce
MERGE (f:FollowUp {id: $id})
ON CREATE SET f.incubator_id = $incubator_id, f.thing = $thing
SET f.lock = $nonce
RETURN f.since AS since, f.snoozed_until AS snoozed_until, f.assignee_id AS assignee_id, f.due_on AS due_on,
       f.event_id AS event_id, f.before AS before

// name: set_follow_up
// Note a thing anew; `before`: how it stood, for who takes the step of this event back.
// parameters: id, since, snoozed_until, assignee_id, due_on, event_id, before, on
MATCH (f:FollowUp {id: $id})
SET f.since = $since, f.snoozed_until = $snoozed_until, f.assignee_id = $assignee_id, f.due_on = $due_on,
    f.event_id = $event_id, f.before = $before, f.noted_on = $on

// name: of_event
// The note that a step of this incubator left last; no row where it was changed since.
// parameters: incubator_id, event_id
MATCH (f:FollowUp {incubator_id: $incubator_id})
WHERE f.event_id = $event_id
RETURN f.thing AS thing
LIMIT 1

// name: forget_assignee
// Nobody minds any more what was handed to an account, in one incubator or, where none is given, in all.
// parameters: account_id, incubator_id
MATCH (f:FollowUp)
WHERE (f.assignee_id = $account_id OR f.before CONTAINS $account_id)
  AND ($incubator_id IS NULL OR f.incubator_id = $incubator_id)
SET f.due_on = CASE WHEN f.assignee_id = $account_id THEN null ELSE f.due_on END,
    f.assignee_id = CASE WHEN f.assignee_id = $account_id THEN null ELSE f.assignee_id END,
    f.before = null, f.event_id = null

// name: prune
// Forget notes that nobody changed since a day and whose days had passed by then.
// parameters: before
MATCH (f:FollowUp)
WHERE coalesce(f.noted_on, $before) <= $before AND coalesce(f.snoozed_until, $before) <= $before
  AND coalesce(f.due_on, $before) <= $before
WITH f LIMIT 2000
DETACH DELETE f
RETURN count(f) AS count
