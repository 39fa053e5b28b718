// name: get
// One engagement with both sides.
// parameters: id
MATCH (e:Engagement {id: $id})-[:OF]->(s:Startup)
MATCH (e)-[:WITH]->(v)
RETURN e.id AS id, e.state AS state, s.id AS startup_id, s.name AS startup_name, s.name_zh AS startup_name_zh,
       v.id AS provider_id, v.name AS provider_name, v.name_zh AS provider_name_zh,
       head([(e)-[:FROM]->(p:Proposal)-[:FOR]->(n:Need) | {id: n.id, title: n.title}]) AS need,
       e.goal AS goal, e.opened_at AS opened_at, e.closed_at AS closed_at, e.outcome AS outcome,
       e.closing_note AS closing_note, e.changed_at AS changed_at,
       head([(e)-[:FROM]->(p:Proposal) | p {.kind, .amount, .currency}]) AS deal,
       [(e)<-[:IN]-(m:Session) | {starts_at: m.starts_at, state: m.state}] AS meetings
LIMIT 1

// name: list_of_startup
// A startup's engagements, open ones first.
// parameters: startup_id, limit
MATCH (s:Startup {id: $startup_id})<-[:OF]-(e:Engagement)-[:WITH]->(v)
RETURN e.id AS id, e.state AS state, s.id AS startup_id, s.name AS startup_name, s.name_zh AS startup_name_zh,
       v.id AS provider_id, v.name AS provider_name, v.name_zh AS provider_name_zh,
       head([(e)-[:FROM]->(p:Proposal)-[:FOR]->(n:Need) | {id: n.id, title: n.title}]) AS need,
       e.goal AS goal, e.opened_at AS opened_at, e.closed_at AS closed_at, e.outcome AS outcome,
       e.closing_note AS closing_note, e.changed_at AS changed_at,
       head([(e)-[:FROM]->(p:Proposal) | p {.kind, .amount, .currency}]) AS deal,
       [(e)<-[:IN]-(m:Session) | {starts_at: m.starts_at, state: m.state}] AS meetings
ORDER BY e.state DESC, coalesce(e.changed_at, 0) DESC, e.id
LIMIT $limit

// name: list_of_provider
// A provider's engagements, open ones first.
// parameters: provider_id, limit
MATCH provider(v, $provider_id)<-[:WITH]-(e:Engagement)-[:OF]->(s:Startup)
RETURN e.id AS id, e.state AS state, s.id AS startup_id, s.name AS startup_name, s.name_zh AS startup_name_zh,
       v.id AS provider_id, v.name AS provider_name, v.name_zh AS provider_name_zh,
       head([(e)-[:FROM]->(p:Proposal)-[:FOR]->(n:Need) | {id: n.id, title: n.title}]) AS need,
       e.goal AS goal, e.opened_at AS opened_at, e.closed_at AS closed_at, e.outcome AS outcome,
       e.closing_note AS closing_note, e.changed_at AS changed_at,
       head([(e)-[:FROM]->(p:Proposal) | p {.kind, .amount, .currency}]) AS deal,
       [(e)<-[:IN]-(m:Session) | {starts_at: m.starts_at, state: m.state}] AS meetings
ORDER BY e.state DESC, coalesce(e.changed_at, 0) DESC, e.id
LIMIT $limit

// name: count_open
// How many places of a provider are taken.
// parameters: provider_id
MATCH provider(v, $provider_id)
RETURN COUNT { (v)<-[:WITH]-(:Engagement {state: EngagementState.OPEN}) } AS count

// name: lock
// Take the lock under which what hangs on an engagement is checked; no row where there is none.
// parameters: id, nonce
MATCH (e:Engagement {id: $id})
SET e.lock = $nonce
RETURN e.id AS id, e.state AS state

// name: set_goal
// Write what an open engagement is for; no row where it is closed.
// parameters: id, nonce, sources, goal, changed_at
MATCH (e:Engagement {id: $id})
SET e.lock = $nonce
WITH e
WHERE e.state IN $sources
SET e.goal = $goal, e.changed_at = $changed_at
RETURN e.id AS id

// name: close
// Close an open engagement, which gives its place back; no row where it is closed.
// parameters: id, nonce, sources, target, outcome, closing_note, at, changed_at
MATCH (e:Engagement {id: $id})-[:WITH]->(v)
SET e.lock = $nonce, v.lock = $nonce
WITH e, v
WHERE e.state IN $sources
SET e.state = $target, e.outcome = $outcome, e.closing_note = $closing_note, e.closed_at = $at,
    e.changed_at = $changed_at, v.changed_at = $changed_at
RETURN e.id AS id
