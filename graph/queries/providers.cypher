// name: get
// A provider's profile with fields, topics and places taken; no row when it is not that provider's.
// parameters: id, own_id
MATCH provider(s, $id)
WHERE $own_id IS NULL OR s.id = $own_id
OPTIONAL MATCH (s)-[:EXPERT_IN|IN_INDUSTRY]->(i:Industry)
WITH s, collect(DISTINCT i.id) AS industry_ids
OPTIONAL MATCH (s)-[:ABOUT]->(t:Topic)
WITH s, industry_ids, collect(DISTINCT t.name) AS topics
RETURN s {.id, .name, .name_zh, .headline, .headline_zh, .summary, .summary_zh, .category, .region, .email, .website,
          .kind, .stages, .languages, .ticket_min, .ticket_max, .currency, .capacity, .state, .paused_until, .help_areas,
          .unconfirmed_areas, .confirmed_on, .unconfirmed_since, .unconfirmed_from} AS provider,
       labels(s) AS labels, industry_ids, topics,
       COUNT { (s)<-[:WITH]-(:Engagement {state: EngagementState.OPEN}) } AS taken
LIMIT 1

// name: places
// How many startups a provider takes and guides now.
// parameters: id
MATCH provider(s, $id)
RETURN labels(s) AS labels, s.capacity AS capacity,
       COUNT { (s)<-[:WITH]-(:Engagement {state: EngagementState.OPEN}) } AS taken
LIMIT 1

// name: change_places
// Set how many startups a provider takes.
// parameters: id, nonce, capacity, changed_at
MATCH provider(s, $id)
SET s.lock = $nonce, s.capacity = $capacity, s.changed_at = $changed_at
RETURN s.id AS id, COUNT { (s)<-[:WITH]-(:Engagement {state: EngagementState.OPEN}) } AS taken

// name: set_state
// Say whether new requests reach a provider, until when not, and that they say so themselves; waiting requests stay.
// parameters: id, nonce, state, until, changed_at
MATCH provider(s, $id)
SET s.lock = $nonce, s.state = $state, s.paused_until = $until, s.paused_by = $id, s.changed_at = $changed_at
RETURN s.id AS id

// name: update
// Replace what a provider says about themselves, property by property.
// parameters: id, nonce, values, changed_at
MATCH provider(s, $id)
SET s.lock = $nonce, s.changed_at = $changed_at
SET s += $values
RETURN s.id AS id

// name: confirm
// Note that what a provider says about themselves is true on a day: whoever doubted it need not any more.
// parameters: id, nonce, day
MATCH provider(s, $id)
SET s.lock = $nonce, s.confirmed_on = $day, s.unconfirmed_since = null, s.unconfirmed_from = null
RETURN s.id AS id

// name: lock
// Take a provider's lock.
// parameters: id, nonce
MATCH provider(s, $id)
SET s.lock = $nonce

// name: list_to_confirm
// Providers with an open account who were not asked yet whether their profile is still true, and are to be.
// parameters: roles, before, opened_before, limit
MATCH (a:Account {state: AccountState.ACTIVE})-[:HOLDS]->(m:Membership)-[:OF]->(s)
WHERE m.role IN $roles
WITH s, min(coalesce(m.granted_at, a.created_at)) AS opened_at
WHERE is_to_confirm(s, opened_at, $before, $opened_before)
RETURN s.id AS id
ORDER BY id
LIMIT $limit

// name: to_confirm
// The same of one provider, whose lock the caller holds: when they last confirmed it, and got their role; no row where
// they are not to be asked.
// parameters: id, roles, before, opened_before
MATCH (m:Membership {subject_id: $id})<-[:HOLDS]-(a:Account {state: AccountState.ACTIVE})
WHERE m.role IN $roles
MATCH (m)-[:OF]->(s)
WITH s, min(coalesce(m.granted_at, a.created_at)) AS opened_at
WHERE is_to_confirm(s, opened_at, $before, $opened_before)
RETURN s.confirmed_on AS confirmed_on, opened_at AS opened_at
LIMIT 1

// name: unconfirmed
// What stands under the id of a provider who was asked whether their profile is still true and has not answered.
// parameters: id
MATCH provider(s, $id)
WHERE s.unconfirmed_since IS NOT NULL
RETURN labels(s) AS labels
LIMIT 1

// name: doubt
// Note since when a provider's profile is not confirmed, and from when on others are told; the caller holds their lock.
// parameters: id, since, told_from
MATCH provider(s, $id)
SET s.unconfirmed_since = $since, s.unconfirmed_from = $told_from

// name: remove_industries
// Take away the fields that are not in a list.
// parameters: id, keep
MATCH provider(s, $id)-[r:EXPERT_IN|IN_INDUSTRY]->(i:Industry)
WHERE NOT i.id IN $keep
DELETE r

// name: add_expertise
// Add fields, each once, where the provider is a person; the caller holds the person's lock.
// parameters: id, codes
MATCH (s:Person {id: $id})
UNWIND $codes AS code
MATCH (i:Industry {id: code})
WHERE COUNT { (s)-[:EXPERT_IN]->(i) } = 0
CREATE (s)-[:EXPERT_IN]->(i)

// name: add_industries
// Add fields, each once, where the provider is an organisation; the caller holds its lock.
// parameters: id, codes
MATCH provider(s, $id)
WHERE NOT s:Person
UNWIND $codes AS code
MATCH (i:Industry {id: code})
WHERE COUNT { (s)-[:IN_INDUSTRY]->(i) } = 0
CREATE (s)-[:IN_INDUSTRY]->(i)

// name: remove_topics
// Take away the topics that are not in a list of ids; a row for each that went.
// parameters: id, keep
MATCH provider(s, $id)-[r:ABOUT]->(t:Topic)
WHERE NOT t.id IN $keep
DELETE r
RETURN t.id AS id
LIMIT 1000

// name: make_topic
// Have a topic by its id.
// parameters: topic_id, name
MERGE (t:Topic {id: $topic_id})
ON CREATE SET t.name = $name

// name: add_topic
// Add one topic once; the caller holds the provider's lock.
// parameters: id, topic_id
MATCH provider(s, $id), (t:Topic {id: $topic_id})
WHERE COUNT { (s)-[:ABOUT]->(t) } = 0
CREATE (s)-[:ABOUT]->(t)

// name: list_guided
// A provider's engagements, open ones first, then the latest.
// parameters: id, limit
MATCH provider(s, $id)<-[:WITH]-(e:Engagement)-[:OF]->(st:Startup)
OPTIONAL MATCH (e)<-[:IN]-(x:Session)
WHERE x.state <> SessionState.CANCELLED
WITH e, st, count(x) AS sessions,
     min(CASE WHEN x.state = SessionState.PLANNED THEN x.starts_at END) AS next_at,
     max(CASE WHEN x.state = SessionState.HELD THEN x.starts_at END) AS last_at
RETURN e.id AS engagement_id, st.id AS startup_id, st.name AS startup_name,
       coalesce(st.name_zh, '') AS startup_name_zh, e.state AS state, coalesce(e.goal, '') AS goal,
       e.opened_at AS opened_at, e.closed_at AS closed_at, e.outcome AS outcome,
       sessions AS sessions, next_at AS next_at, last_at AS last_at
ORDER BY CASE WHEN state = EngagementState.OPEN THEN 0 ELSE 1 END, opened_at DESC, engagement_id
LIMIT $limit

// name: list_sessions
// Sessions of a provider's engagements between two moments, with the provider's own rating, in order.
// parameters: id, since, until, limit
MATCH provider(s, $id)<-[:WITH]-(e:Engagement)<-[:IN]-(x:Session)
WHERE x.starts_at >= $since AND x.starts_at < $until AND x.state <> SessionState.CANCELLED
MATCH (e)-[:OF]->(st:Startup)
OPTIONAL MATCH (x)<-[:ON]-(f:Feedback {side: Side.PROVIDER})
RETURN x.id AS id, e.id AS engagement_id, st.name AS startup_name, coalesce(st.name_zh, '') AS startup_name_zh,
       coalesce(e.goal, '') AS goal, x.starts_at AS starts_at, coalesce(x.minutes, 60) AS minutes,
       coalesce(x.zone, 'Asia/Shanghai') AS zone, coalesce(x.place, '') AS place, coalesce(x.link, '') AS link,
       x.state AS state, f.rating AS my_rating
ORDER BY starts_at, id
LIMIT $limit

// name: list_to_rate
// Sessions that took place and that the provider has not rated, oldest first.
// parameters: id, before, since, limit
MATCH provider(s, $id)<-[:WITH]-(e:Engagement)<-[:IN]-(x:Session)
WHERE x.starts_at < $before AND x.starts_at >= $since AND x.state = SessionState.HELD
  AND COUNT { (x)<-[:ON]-(:Feedback {side: Side.PROVIDER}) } = 0
MATCH (e)-[:OF]->(st:Startup)
RETURN x.id AS id, e.id AS engagement_id, st.name AS startup_name, coalesce(st.name_zh, '') AS startup_name_zh,
       coalesce(e.goal, '') AS goal, x.starts_at AS starts_at, coalesce(x.minutes, 60) AS minutes,
       coalesce(x.zone, 'Asia/Shanghai') AS zone, coalesce(x.place, '') AS place, coalesce(x.link, '') AS link,
       x.state AS state, null AS my_rating
ORDER BY starts_at, id
LIMIT $limit

// name: ratings
// Startups' ratings of a provider's sessions: mean, spread, how many and of how many startups. A rating counts once
// both sides answered, or when the time to answer is up.
// parameters: id, closed_before
MATCH provider(s, $id)<-[:WITH]-(e:Engagement)-[:OF]->(st:Startup)
MATCH (e)<-[:IN]-(x:Session)<-[:ON]-(f:Feedback {side: Side.SEEKER})
WHERE x.starts_at + duration({minutes: coalesce(x.minutes, 60)}) <= $closed_before
   OR EXISTS { (x)<-[:ON]-(:Feedback {side: Side.PROVIDER}) }
RETURN avg(f.rating) AS mean, stDev(f.rating) AS deviation, count(f) AS count, count(DISTINCT st.id) AS startups

// name: usual_minutes
// The mean length of a provider's held sessions.
// parameters: id
MATCH provider(s, $id)<-[:WITH]-(e:Engagement)<-[:IN]-(x:Session {state: SessionState.HELD})
RETURN avg(x.minutes) AS mean
