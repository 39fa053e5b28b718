// name: supervisors_page
// The next page of supervisors by id, with tags, and the employers and pools of a day.
// parameters: day, after, limit
MATCH (p:Supervisor)
WHERE p.id > $after
WITH p ORDER BY p.id LIMIT $limit
RETURN supervisor_record(p, $day)

// name: supervisors_changed
// The next page, by id, of supervisors that changed at or after a moment.
// parameters: since, day, after, limit
MATCH (p:Supervisor)
WHERE p.changed_at >= $since AND p.id > $after
WITH p ORDER BY p.id LIMIT $limit
RETURN supervisor_record(p, $day)

// name: supervisors_turned
// The next page, by id, of supervisors with an employer or a pool on one of two days and not on the other.
// parameters: known_day, day, after, limit
MATCH (p:Supervisor)
WHERE p.id > $after
  AND EXISTS { (p)-[r:WORKS_AT|IN_POOL_OF]->() WHERE in_force(r, $known_day) <> in_force(r, $day) }
WITH p ORDER BY p.id LIMIT $limit
RETURN supervisor_record(p, $day)

// name: supervisors_mark
// How many supervisors changed at or after a moment, and when the last one did.
// parameters: since
MATCH (p:Supervisor)
WHERE p.changed_at >= $since
RETURN count(p) AS count, coalesce(max(p.changed_at), 0) AS last

// name: supervisors_count
// How many supervisors there are.
// parameters: none
MATCH (p:Supervisor)
RETURN count(p) AS count

// name: investors_page
// The next page of investors by id, with tags; a ticket in another currency is not known.
// parameters: day, after, limit
MATCH (p:Investor)
WHERE p.id > $after
WITH p ORDER BY p.id LIMIT $limit
RETURN investor_record(p, $day)

// name: investors_changed
// The next page, by id, of investors that changed at or after a moment; tickets as above.
// parameters: since, day, after, limit
MATCH (p:Investor)
WHERE p.changed_at >= $since AND p.id > $after
WITH p ORDER BY p.id LIMIT $limit
RETURN investor_record(p, $day)

// name: investors_mark
// How many investors changed at or after a moment, and when the last one did.
// parameters: since
MATCH (p:Investor)
WHERE p.changed_at >= $since
RETURN count(p) AS count, coalesce(max(p.changed_at), 0) AS last

// name: investors_count
// How many investors there are.
// parameters: none
MATCH (p:Investor)
RETURN count(p) AS count

// name: labs_page
// The next page of labs by id, with tags.
// parameters: day, after, limit
MATCH (p:Lab)
WHERE p.id > $after
WITH p ORDER BY p.id LIMIT $limit
RETURN lab_record(p, $day)

// name: labs_changed
// The next page, by id, of labs that changed at or after a moment.
// parameters: since, day, after, limit
MATCH (p:Lab)
WHERE p.changed_at >= $since AND p.id > $after
WITH p ORDER BY p.id LIMIT $limit
RETURN lab_record(p, $day)

// name: labs_mark
// How many labs changed at or after a moment, and when the last one did.
// parameters: since
MATCH (p:Lab)
WHERE p.changed_at >= $since
RETURN count(p) AS count, coalesce(max(p.changed_at), 0) AS last

// name: labs_count
// How many labs there are.
// parameters: none
MATCH (p:Lab)
RETURN count(p) AS count

// name: operations
// How many writes the graph remembers (a count that both servers keep without looking).
// parameters: none
MATCH (o:Operation)
RETURN count(o) AS count

// name: events
// How many audit events there are.
// parameters: none
MATCH (a:AuditEvent)
RETURN count(a) AS count

// name: former_supervisors_page
// The next page, by id, of people who were asked as supervisors and are none any more.
// parameters: after, limit
MATCH (p:Person)
WHERE p.id > $after AND NOT p:Supervisor AND EXISTS { (p)<-[:TO]-(:Proposal) }
WITH p ORDER BY p.id LIMIT $limit
RETURN p.id AS id, p.name AS name, p.name_zh AS name_zh, p.headline AS headline, p.headline_zh AS headline_zh,
       p.summary AS summary, p.summary_zh AS summary_zh, p.category AS category, p.stages AS stages,
       p.region AS region, p.country AS country, p.languages AS languages, p.capacity AS capacity,
       p.changed_at AS changed_at, p.help_areas AS help_areas,
       [(p)<-[:CAREER_OF]-(c:Career) |
        {organisation: c.organisation, title: c.title, from: c.from, to: c.to, help_areas: c.help_areas,
         summary: c.summary, summary_zh: c.summary_zh}] AS careers,
       [(p)-[:EXPERT_IN]->(i:Industry) | i.id] AS industries,
       [(p)-[:ABOUT]->(t:Topic) | t.id] AS topics

// name: startups_page
// The next page of startups by id, with tags and the incubators of a day.
// parameters: day, after, limit
MATCH (p:Startup)
WHERE p.id > $after
WITH p ORDER BY p.id LIMIT $limit
RETURN seeker_record(p, $day)

// name: startup
// One startup as a seeker on a day.
// parameters: id, day
MATCH (p:Startup {id: $id})
RETURN seeker_record(p, $day)

// name: need
// One need and its startup.
// parameters: id
MATCH (s:Startup)-[:RAISED]->(n:Need {id: $id})
RETURN n.id AS id, s.id AS startup_id, n.kind AS kind, n.title AS title, n.stage AS stage,
       n.talent_category AS talent_category, n.languages AS languages, n.description AS description,
       n.description_zh AS description_zh, n.amount AS amount, n.help_areas AS help_areas,
       n.help_areas_found AS help_areas_found,
       [(n)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries,
       [(n)-[:ABOUT]->(t:Topic) | t.id] AS topics

// name: industries
// The tree of industries.
// parameters: none
MATCH (i:Industry)
RETURN i.id AS id, i.name AS name, i.name_zh AS name_zh, [(i)-[:BROADER]->(b:Industry) | b.id] AS broader
LIMIT 10000

// name: topics_page
// The next page of topics by id.
// parameters: after, limit
MATCH (t:Topic)
WHERE t.id > $after
WITH t ORDER BY t.id LIMIT $limit
RETURN t.id AS id, t.name AS name

// name: topics_named
// The topics with these ids.
// parameters: ids
MATCH (t:Topic)
WHERE t.id IN $ids
RETURN t.id AS id, t.name AS name
LIMIT 2000
