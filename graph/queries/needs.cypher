// name: get
// One need with its startup, tags and counts.
// parameters: id
MATCH (n:Need {id: $id})<-[:RAISED]-(s:Startup)
RETURN n.id AS id, s.id AS startup_id, s.name AS startup_name, s.name_zh AS startup_name_zh, n.kind AS kind,
       n.title AS title, n.state AS state, n.stage AS stage, n.talent_category AS talent_category,
       n.languages AS languages, n.places AS places, n.description AS description,
       n.description_zh AS description_zh, n.amount AS amount, n.help_areas AS help_areas,
       n.help_areas_found AS help_areas_found, n.opened_on AS opened_on,
       n.closed_on AS closed_on, n.created_at AS created_at, n.changed_at AS changed_at,
       [(n)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries, [(n)-[:ABOUT]->(t:Topic) | t.name] AS topics,
       [(n)<-[:FOR]-(p:Proposal)-[:TO]->(v) | {state: p.state, asked_at: p.asked_at, pause: pause_of(v)}] AS proposals
LIMIT 1

// name: list_of_startup
// A startup's needs, newest first.
// parameters: startup_id, limit
MATCH (s:Startup {id: $startup_id})-[:RAISED]->(n:Need)
WITH s, n
ORDER BY coalesce(n.changed_at, 0) DESC, n.id DESC
LIMIT $limit
RETURN n.id AS id, s.id AS startup_id, s.name AS startup_name, s.name_zh AS startup_name_zh, n.kind AS kind,
       n.title AS title, n.state AS state, n.stage AS stage, n.talent_category AS talent_category,
       n.languages AS languages, n.places AS places, n.description AS description,
       n.description_zh AS description_zh, n.amount AS amount, n.help_areas AS help_areas,
       n.help_areas_found AS help_areas_found, n.opened_on AS opened_on,
       n.closed_on AS closed_on, n.created_at AS created_at, n.changed_at AS changed_at,
       [(n)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries, [(n)-[:ABOUT]->(t:Topic) | t.name] AS topics,
       [(n)<-[:FOR]-(p:Proposal)-[:TO]->(v) | {state: p.state, asked_at: p.asked_at, pause: pause_of(v)}] AS proposals

// name: lock
// Take the lock under which what hangs on a need is checked; no row where there is no such need.
// parameters: id, nonce
MATCH (n:Need {id: $id})
SET n.lock = $nonce
RETURN n.id AS id

// name: create
// A new draft of a startup.
// parameters: id, startup_id, state, nonce, at, changed_at
MATCH (s:Startup {id: $startup_id})
SET s.lock = $nonce
CREATE (s)-[:RAISED]->(n:Need {id: $id, state: $state, created_at: $at, changed_at: $changed_at})
RETURN n.id AS id

// name: update
// Write the fields of a need; no row where its state does not allow it.
// parameters: id, nonce, sources, kind, title, stage, talent_category, languages, places, description, description_zh, amount, help_areas, help_areas_found, changed_at
MATCH (n:Need {id: $id})
SET n.lock = $nonce
WITH n
WHERE n.state IN $sources
SET n.kind = $kind, n.title = $title, n.stage = $stage, n.talent_category = $talent_category,
    n.languages = $languages, n.places = $places, n.description = $description,
    n.description_zh = $description_zh, n.amount = $amount, n.help_areas = $help_areas,
    n.help_areas_found = $help_areas_found, n.changed_at = $changed_at
RETURN n.id AS id

// name: clear_tags
// Take all industries and topics off a need; a row for each.
// parameters: id
MATCH (n:Need {id: $id})-[r:IN_INDUSTRY|ABOUT]->(tag)
DELETE r
RETURN tag.id AS id
LIMIT 1000

// name: add_industries
// Put industries of the taxonomy on a need.
// parameters: id, codes
MATCH (n:Need {id: $id})
UNWIND $codes AS code
MATCH (i:Industry {id: code})
CREATE (n)-[:IN_INDUSTRY]->(i)

// name: add_topics
// Put topics on a need, making those that are new.
// parameters: id, topics
MATCH (n:Need {id: $id})
UNWIND $topics AS topic
MERGE (t:Topic {id: topic.id})
ON CREATE SET t.name = topic.name
CREATE (n)-[:ABOUT]->(t)

// name: open
// Open a draft; no row where it is none.
// parameters: id, nonce, sources, target, today, changed_at
MATCH (n:Need {id: $id})
SET n.lock = $nonce
WITH n
WHERE n.state IN $sources
SET n.state = $target, n.opened_on = $today, n.changed_at = $changed_at
RETURN n.id AS id

// name: close
// Close an open need; no row where it is not open.
// parameters: id, nonce, sources, target, today, changed_at
MATCH (n:Need {id: $id})
SET n.lock = $nonce
WITH n
WHERE n.state IN $sources
SET n.state = $target, n.closed_on = $today, n.changed_at = $changed_at
RETURN n.id AS id

// name: delete_draft
// Delete a draft for good; no row where it is none.
// parameters: id, nonce, sources
MATCH (n:Need {id: $id})
SET n.lock = $nonce
WITH n, n.id AS id
WHERE n.state IN $sources
DETACH DELETE n
RETURN id

// name: topics_like
// Topics whose name contains the text, most used first, and what decides whether a startup may know of them: its own
// use, that of somebody whose profile it may read on a day, and the startups that stated them.
// parameters: text, startup_id, day, limit
OPTIONAL MATCH (:Startup {id: $startup_id})-[r:INCUBATED_BY]->(i:Incubator)
WHERE in_force(r, $day)
WITH collect(i.id) AS pools
MATCH (t:Topic)
WHERE t.id CONTAINS $text
WITH pools, t, COUNT { (t)<-[:ABOUT]-() } AS uses
ORDER BY uses DESC, t.id
LIMIT $limit
RETURN t.name AS name,
       EXISTS { (t)<-[:ABOUT]-(:Startup {id: $startup_id}) }
         OR EXISTS { (t)<-[:ABOUT]-(:Need)<-[:RAISED]-(:Startup {id: $startup_id}) } AS is_own,
       EXISTS {
         MATCH (t)<-[:ABOUT]-(v:Supervisor|Investor|Lab|Incubator|Park|Enterprise)
         WHERE size(reserved_for(v, $day)) = 0 OR any(keeper IN reserved_for(v, $day) WHERE keeper IN pools)
       } AS is_public,
       [(t)<-[:ABOUT]-(s:Startup) | s.id][..100]
         + [(t)<-[:ABOUT]-(n:Need)<-[:RAISED]-(o:Startup)
            WHERE coalesce(n.state, NeedState.OPEN) <> NeedState.DRAFT | o.id][..100] AS startups
ORDER BY uses DESC, t.id

// name: count_open
// How many needs of a startup are open.
// parameters: startup_id
MATCH (s:Startup {id: $startup_id})
RETURN COUNT { (s)-[:RAISED]->(:Need {state: NeedState.OPEN}) } AS count
