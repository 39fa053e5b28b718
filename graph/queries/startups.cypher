// name: get
// One startup's profile.
// parameters: id, day
MATCH (s:Startup {id: $id})
RETURN s.id AS id, s.name AS name, s.name_zh AS name_zh, s.uscc AS uscc, s.founded_on AS founded_on,
       s.stage AS stage, s.region AS region, s.country AS country, s.languages AS languages,
       s.headcount AS headcount, s.website AS website, s.summary AS summary, s.summary_zh AS summary_zh,
       s.changed_at AS changed_at, [(s)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries,
       [(s)-[:ABOUT]->(t:Topic) | t.name] AS topics,
       [(s)-[r:INCUBATED_BY]->(c:Incubator) WHERE in_force(r, $day) |
         {id: c.id, name: c.name, name_zh: c.name_zh}] AS incubators

// name: update
// Write what a startup may change of itself.
// parameters: id, nonce, name, name_zh, founded_on, stage, region, country, languages, headcount, website, summary, summary_zh, changed_at
MATCH (s:Startup {id: $id})
SET s.lock = $nonce
SET s.name = $name, s.name_zh = $name_zh, s.founded_on = $founded_on, s.stage = $stage, s.region = $region,
    s.country = $country, s.languages = $languages, s.headcount = $headcount, s.website = $website,
    s.summary = $summary, s.summary_zh = $summary_zh, s.changed_at = $changed_at
RETURN s.id AS id

// name: clear_tags
// Take all industries and topics off a startup; a row for each.
// parameters: id
MATCH (s:Startup {id: $id})-[r:IN_INDUSTRY|ABOUT]->(tag)
DELETE r
RETURN tag.id AS id
LIMIT 1000

// name: add_industries
// Put industries of the taxonomy on a startup.
// parameters: id, codes
MATCH (s:Startup {id: $id})
UNWIND $codes AS code
MATCH (i:Industry {id: code})
CREATE (s)-[:IN_INDUSTRY]->(i)

// name: add_topics
// Put topics on a startup, making those that are new.
// parameters: id, topics
MATCH (s:Startup {id: $id})
UNWIND $topics AS topic
MERGE (t:Topic {id: topic.id})
ON CREATE SET t.name = topic.name
CREATE (s)-[:ABOUT]->(t)
