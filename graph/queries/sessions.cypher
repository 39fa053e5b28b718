// name: get
// One session with its engagement and both sides.
// parameters: id
MATCH (m:Session {id: $id})-[:IN]->(e:Engagement)-[:OF]->(s:Startup)
MATCH (e)-[:WITH]->(v)
RETURN m.id AS id, e.id AS engagement_id, m.starts_at AS starts_at, m.minutes AS minutes, m.zone AS zone,
       m.state AS state, m.place AS place, m.link AS link, m.notes AS notes, m.changed_at AS changed_at,
       s.id AS startup_id, s.name AS startup_name, s.name_zh AS startup_name_zh, v.id AS provider_id,
       v.name AS provider_name, v.name_zh AS provider_name_zh, e.state AS engagement_state,
       head([(e)-[:FROM]->(:Proposal)-[:FOR]->(n:Need) | n.title]) AS need_title
LIMIT 1

// name: list_of_engagement
// The sessions of an engagement, by time.
// parameters: engagement_id, limit
MATCH (e:Engagement {id: $engagement_id})<-[:IN]-(m:Session)
MATCH (e)-[:OF]->(s:Startup)
MATCH (e)-[:WITH]->(v)
RETURN m.id AS id, e.id AS engagement_id, m.starts_at AS starts_at, m.minutes AS minutes, m.zone AS zone,
       m.state AS state, m.place AS place, m.link AS link, m.notes AS notes, m.changed_at AS changed_at,
       s.id AS startup_id, s.name AS startup_name, s.name_zh AS startup_name_zh, v.id AS provider_id,
       v.name AS provider_name, v.name_zh AS provider_name_zh, e.state AS engagement_state,
       head([(e)-[:FROM]->(:Proposal)-[:FOR]->(n:Need) | n.title]) AS need_title
ORDER BY m.starts_at, m.id
LIMIT $limit

// name: list_of_startup
// A startup's sessions that start in a span of time.
// parameters: startup_id, since, until, limit
MATCH (s:Startup {id: $startup_id})<-[:OF]-(e:Engagement)<-[:IN]-(m:Session)
WHERE m.starts_at >= $since AND m.starts_at < $until
MATCH (e)-[:WITH]->(v)
RETURN m.id AS id, e.id AS engagement_id, m.starts_at AS starts_at, m.minutes AS minutes, m.zone AS zone,
       m.state AS state, m.place AS place, m.link AS link, m.notes AS notes, m.changed_at AS changed_at,
       s.id AS startup_id, s.name AS startup_name, s.name_zh AS startup_name_zh, v.id AS provider_id,
       v.name AS provider_name, v.name_zh AS provider_name_zh, e.state AS engagement_state,
       head([(e)-[:FROM]->(:Proposal)-[:FOR]->(n:Need) | n.title]) AS need_title
ORDER BY m.starts_at, m.id
LIMIT $limit

// name: list_of_provider
// A provider's sessions that start in a span of time.
// parameters: provider_id, since, until, limit
MATCH provider(v, $provider_id)<-[:WITH]-(e:Engagement)<-[:IN]-(m:Session)
WHERE m.starts_at >= $since AND m.starts_at < $until
MATCH (e)-[:OF]->(s:Startup)
RETURN m.id AS id, e.id AS engagement_id, m.starts_at AS starts_at, m.minutes AS minutes, m.zone AS zone,
       m.state AS state, m.place AS place, m.link AS link, m.notes AS notes, m.changed_at AS changed_at,
       s.id AS startup_id, s.name AS startup_name, s.name_zh AS startup_name_zh, v.id AS provider_id,
       v.name AS provider_name, v.name_zh AS provider_name_zh, e.state AS engagement_state,
       head([(e)-[:FROM]->(:Proposal)-[:FOR]->(n:Need) | n.title]) AS need_title
ORDER BY m.starts_at, m.id
LIMIT $limit

// name: lock
// Take the lock under which a session changes, after that of its engagement; no row where there is none.
// parameters: id, nonce
MATCH (m:Session {id: $id})-[:IN]->(e:Engagement)
SET e.lock = $nonce
SET m.lock = $nonce
RETURN m.id AS id, m.state AS state

// name: create
// Plan a session in an open engagement; no row where it is closed.
// parameters: id, engagement_id, state, engagement_states, nonce, starts_at, minutes, zone, place, link, changed_at
MATCH (e:Engagement {id: $engagement_id})
SET e.lock = $nonce
WITH e
WHERE e.state IN $engagement_states
SET e.changed_at = $changed_at
CREATE (m:Session {id: $id, starts_at: $starts_at, minutes: $minutes, zone: $zone, place: $place, link: $link,
                   state: $state, changed_at: $changed_at})-[:IN]->(e)
RETURN m.id AS id

// name: move
// Change when and where a planned session of open work is; no row where it is not planned or the work is closed.
// parameters: id, nonce, sources, engagement_states, starts_at, minutes, zone, place, link, changed_at
MATCH (m:Session {id: $id})-[:IN]->(e:Engagement)
SET e.lock = $nonce
SET m.lock = $nonce
WITH m, e
WHERE m.state IN $sources AND e.state IN $engagement_states
SET m.starts_at = $starts_at, m.minutes = $minutes, m.zone = $zone, m.place = $place, m.link = $link, m.changed_at = $changed_at
RETURN m.id AS id

// name: cancel
// Cancel a planned session; no row where it is not planned.
// parameters: id, nonce, sources, target, changed_at
MATCH (m:Session {id: $id})
SET m.lock = $nonce
WITH m
WHERE m.state IN $sources
SET m.state = $target, m.changed_at = $changed_at
RETURN m.id AS id

// name: hold
// Note that a planned session took place; no row where it is not planned or has not begun.
// parameters: id, nonce, sources, target, at, changed_at
MATCH (m:Session {id: $id})
SET m.lock = $nonce
WITH m
WHERE m.state IN $sources AND m.starts_at <= $at
SET m.state = $target, m.changed_at = $changed_at
RETURN m.id AS id

// name: set_notes
// Write the notes that both sides share.
// parameters: id, nonce, sources, notes, changed_at
MATCH (m:Session {id: $id})
SET m.lock = $nonce
WITH m
WHERE m.state IN $sources
SET m.notes = $notes, m.changed_at = $changed_at
RETURN m.id AS id

// name: add_feedback
// One side's answer about a session, once; the session is locked, and no row means it was answered before.
// parameters: id, session_id, nonce, side, rating, comment, at
MATCH (m:Session {id: $session_id})
SET m.lock = $nonce
WITH m
WHERE NOT EXISTS { (m)<-[:ON]-(:Feedback {side: $side}) }
CREATE (f:Feedback {id: $id, side: $side, rating: $rating, comment: $comment, given_at: $at})-[:ON]->(m)
RETURN f.id AS id

// name: feedback_of_engagement
// All answers about the sessions of an engagement, oldest first.
// parameters: engagement_id, limit
MATCH (e:Engagement {id: $engagement_id})<-[:IN]-(m:Session)<-[:ON]-(f:Feedback)
RETURN f.id AS id, m.id AS session_id, f.side AS side, f.rating AS rating, f.comment AS comment,
       f.given_at AS given_at
ORDER BY f.given_at, f.id
LIMIT $limit

// name: rated
// Which of these sessions one side has rated.
// parameters: ids, side
UNWIND $ids AS id
MATCH (m:Session {id: id})<-[:ON]-(f:Feedback)
WHERE f.side = $side
RETURN m.id AS id
