// name: list_of_people
// What these people have done.
// parameters: ids
UNWIND $ids AS id
MATCH (p:Person {id: id})<-[:CAREER_OF]-(c:Career)
RETURN c {.id, .organisation, .title, .from, .to, .help_areas, .summary, .summary_zh, person_id: p.id} AS career
LIMIT 1000000

// name: create
// Note what people have done.
// parameters: rows
UNWIND $rows AS row
MATCH (p:Person {id: row.person_id})
SET p.changed_at = row.changed_at
CREATE (c:Career {id: row.id, organisation: row.organisation, title: row.title, from: row.from, to: row.to,
                  help_areas: row.help_areas, summary: row.summary, summary_zh: row.summary_zh})
CREATE (c)-[:CAREER_OF]->(p)

// name: update
// Change what people have done.
// parameters: rows
UNWIND $rows AS row
MATCH (c:Career {id: row.id})-[:CAREER_OF]->(p:Person {id: row.person_id})
SET p.changed_at = row.changed_at, c.organisation = row.organisation, c.title = row.title, c.from = row.from,
    c.to = row.to, c.help_areas = row.help_areas, c.summary = row.summary, c.summary_zh = row.summary_zh

// name: delete
// Take an entry away from a person's career.
// parameters: id, person_id, changed_at
MATCH (c:Career {id: $id})-[:CAREER_OF]->(p:Person {id: $person_id})
SET p.changed_at = $changed_at
DETACH DELETE c
