// name: members
// Every supervisor of an incubator's pool, ended terms too.
// parameters: incubator_id, day, limit
MATCH (:Incubator {id: $incubator_id})<-[m:IN_POOL_OF]-(s:Supervisor)
RETURN member_record(s, m, $day)
LIMIT $limit

// name: members_by_id
// Those of these ids who are in the pool.
// parameters: incubator_id, ids, day, limit
UNWIND $ids AS id
MATCH (s:Person {id: id})-[m:IN_POOL_OF]->(:Incubator {id: $incubator_id})
WHERE s:Supervisor
RETURN member_record(s, m, $day)
LIMIT $limit

// name: member_ids
// Who is in an incubator's pool, ended terms too.
// parameters: incubator_id, limit
MATCH (:Incubator {id: $incubator_id})<-[:IN_POOL_OF]-(s:Supervisor)
RETURN s.id AS id
LIMIT $limit

// name: conflicts
// A supervisor's conflicts of interest that are in force on a day, and whether the incubator that asks may know with
// whom: its own startups, and whoever is no startup.
// parameters: person_id, incubator_id, day
MATCH (s:Person {id: $person_id})-[c:CONFLICTS_WITH]-(o)
WHERE s:Supervisor AND keeps_apart(c, s, o, $day)
RETURN DISTINCT c.id AS id, CASE WHEN coalesce(c.confidential, false) THEN null ELSE c.kind END AS kind, c.to AS until, o.name AS name, o.name_zh AS name_zh,
       NOT o:Startup
       OR EXISTS { (o)-[r:INCUBATED_BY]->(:Incubator {id: $incubator_id}) WHERE in_force(r, $day) } AS own
ORDER BY name
LIMIT 50

// name: lock
// Take a supervisor's lock, under which their terms and pauses change; no row where there is none.
// parameters: person_id, nonce
MATCH (s:Person {id: $person_id})
WHERE s:Supervisor
SET s.lock = $nonce
RETURN s.id AS id

// name: membership
// How a supervisor stands in this pool; no row when they are not in it. Read it under the lock, in a query of its own:
// one that waited for the lock would go on with a term that is gone by now.
// parameters: incubator_id, person_id
MATCH (s:Person {id: $person_id})-[m:IN_POOL_OF]->(:Incubator {id: $incubator_id})
WHERE s:Supervisor
RETURN s.id AS id, s.name AS name, s.name_zh AS name_zh, s.email AS email, s.state AS state, s.paused_until AS paused_until,
       s.paused_by AS paused_by, coalesce(m.state, TermState.ACTIVE) AS term_state, m.before AS before,
       m.from AS since, m.to AS until, m.name AS invited_as, m.tags AS tags, m.ended_for AS ended_for
LIMIT 1

// name: set_term
// Say until when a supervisor is in a pool, and whether still; the state of before is kept, for a renewal to lead back
// to. The caller holds the supervisor's lock.
// parameters: incubator_id, person_id, state, until, ended_for, changed_at
MATCH (s:Person {id: $person_id})-[m:IN_POOL_OF]->(:Incubator {id: $incubator_id})
WHERE s:Supervisor
SET m.before = CASE WHEN m.state = $state THEN m.before ELSE m.state END
SET m.state = $state, m.to = $until, m.ended_for = $ended_for, m.lapsed = null, s.changed_at = $changed_at
RETURN s.id AS id

// name: list_over
// Terms of some states that nobody ended and whose last day has passed.
// parameters: sources, day, limit
MATCH (s:Supervisor)-[m:IN_POOL_OF]->(i:Incubator)
WHERE coalesce(m.state, TermState.ACTIVE) IN $sources AND over(m, $day)
RETURN i.id AS incubator_id, s.id AS person_id
ORDER BY person_id, incubator_id
LIMIT $limit

// name: lapse
// End a term because its last day has passed; the caller holds the supervisor's lock. Later dates make it run again.
// parameters: incubator_id, person_id, changed_at
MATCH (s:Person {id: $person_id})-[m:IN_POOL_OF]->(:Incubator {id: $incubator_id})
WHERE s:Supervisor
SET m.before = m.state
SET m.state = TermState.ENDED, m.lapsed = true, s.changed_at = $changed_at
RETURN s.id AS id

// name: set_tags
// Keep an incubator's tags of a supervisor; the caller holds the supervisor's lock.
// parameters: incubator_id, person_id, tags
MATCH (s:Person {id: $person_id})-[m:IN_POOL_OF]->(:Incubator {id: $incubator_id})
WHERE s:Supervisor
SET m.tags = $tags
RETURN s.id AS id

// name: set_state
// Pause a supervisor until a day and say who did, or resume; the caller holds the supervisor's lock.
// parameters: person_id, state, paused_until, paused_by, changed_at
MATCH (s:Person {id: $person_id})
WHERE s:Supervisor
SET s.state = $state, s.paused_until = $paused_until, s.paused_by = $paused_by, s.changed_at = $changed_at
RETURN s.id AS id

// name: create_supervisor
// Make a supervisor of whom only name, address and category are known yet; offered to nobody until they accept.
// parameters: id, name, name_zh, email, category, capacity, state, joined_on, changed_at
CREATE (s:Person:Supervisor {id: $id, name: $name, name_zh: $name_zh, email: $email, category: $category,
                             capacity: $capacity, state: $state, joined_on: $joined_on, changed_at: $changed_at,
                             languages: [], stages: [], awaits_consent: true})
RETURN s.id AS id

// name: find_by_email
// The supervisor whose profile or account has this address.
// parameters: email
MATCH (s:Supervisor)
WHERE toLower(s.email) = $email
RETURN s.id AS id, s.name AS name
LIMIT 1

// name: join
// Invite a supervisor into a pool, once, under the name that the curator typed; they are in it when they have accepted.
// The caller holds their lock.
// parameters: incubator_id, person_id, state, since, until, name
MATCH (s:Person {id: $person_id}), (i:Incubator {id: $incubator_id})
WHERE s:Supervisor AND COUNT { (s)-[:IN_POOL_OF]->(i) } = 0
CREATE (s)-[:IN_POOL_OF {state: $state, from: $since, to: $until, reserved: false, name: $name}]->(i)
RETURN s.id AS id

// name: invite_known
// Invite a supervisor who left the pool, or is on its list, and keep how they stood; the caller holds their lock.
// parameters: incubator_id, person_id, sources, target, since, until, name
MATCH (s:Person {id: $person_id})-[m:IN_POOL_OF]->(:Incubator {id: $incubator_id})
WHERE s:Supervisor AND m.state IN $sources
SET m.before = m.state
SET m.state = $target, m.to = $until, m.name = $name,
    m.from = CASE WHEN m.before = TermState.LISTED THEN m.from ELSE $since END
RETURN s.id AS id

// name: accept
// An invited supervisor is in the pool from now on, or from the later day that the invitation says, and offered; the
// caller holds the supervisor's lock.
// parameters: incubator_id, person_id, sources, target, since, changed_at
MATCH (s:Person {id: $person_id})-[m:IN_POOL_OF]->(:Incubator {id: $incubator_id})
WHERE s:Supervisor AND m.state IN $sources
SET m.from = CASE WHEN m.before = TermState.LISTED THEN m.from ELSE later_of(m.from, $since) END
SET m.state = $target, m.before = null, m.name = null, s.awaits_consent = null, s.changed_at = $changed_at
RETURN s.id AS id

// name: forget_invitation
// Take an invitation into a pool away where nothing stood before it; the caller holds the supervisor's lock.
// parameters: incubator_id, person_id, sources
MATCH (s:Person {id: $person_id})-[m:IN_POOL_OF]->(:Incubator {id: $incubator_id})
WHERE s:Supervisor AND m.state IN $sources AND m.before IS NULL
DELETE m

// name: return_from_invitation
// Leave an invitation for how somebody stood before, or `target`; who is out is so from that day. The caller has the lock.
// parameters: incubator_id, person_id, sources, target, day, changed_at
MATCH (s:Person {id: $person_id})-[m:IN_POOL_OF]->(:Incubator {id: $incubator_id})
WHERE s:Supervisor AND m.state IN $sources AND m.before IS NOT NULL
SET m.state = coalesce($target, m.before)
SET m.to = CASE WHEN m.state = TermState.LISTED THEN m.to ELSE $day END, m.before = null, m.name = null, s.changed_at = $changed_at
RETURN s.id AS id

// name: of_supervisor
// The pools that a supervisor is in, is listed in or is invited into, invitations first.
// parameters: person_id, day
MATCH (s:Person {id: $person_id})-[m:IN_POOL_OF]->(i:Incubator)
WHERE s:Supervisor AND is_open(m, $day)
RETURN i.id AS id, i.name AS name, i.name_zh AS name_zh, i.region AS region,
       coalesce(m.state, TermState.ACTIVE) AS state, m.from AS since, m.to AS until
ORDER BY CASE WHEN state = TermState.INVITED THEN 0 ELSE 1 END, name
LIMIT 100

// name: count_invitations
// How many pools wait for a supervisor's answer.
// parameters: person_id, day
MATCH (s:Person {id: $person_id})-[m:IN_POOL_OF]->(:Incubator)
WHERE s:Supervisor AND m.state = TermState.INVITED AND NOT over(m, $day)
RETURN count(m) AS count
