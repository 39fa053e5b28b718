// name: people
// Everybody, by what tells people apart, with how they stand to an incubator.
// parameters: incubator_id, day
MATCH (p:Person)
WHERE p:Supervisor OR p:Talent
RETURN p.id AS id, p.name AS name, p.name_zh AS name_zh, p.email AS email, p.orcid AS orcid,
       [(p)-[:WORKS_AT]->(o) | o.id] AS employers,
       [(p)-[:WORKS_AT]->(o) | o.name] + [(p)<-[:CAREER_OF]-(c:Career) | c.organisation] AS works_at,
       [(p)-[m:IN_POOL_OF]->(i:Incubator) WHERE i.id = $incubator_id | running(m, $day)] AS terms,
       [(p)<-[:MERGED_INTO]-(m:MergedPerson) WHERE m.email <> '' | toLower(m.email)] AS former_emails,
       coalesce(p.awaits_consent, false) AS awaits
LIMIT 5000000

// name: organisations
// Every organisation of a label, by what tells them apart, with how it stands to an incubator.
// parameters: label, incubator_id, day
MATCH (p:Startup|Lab|Investor|Incubator|Park)
WHERE $label IN labels(p)
RETURN p.id AS id, p.name AS name, p.name_zh AS name_zh, p.uscc AS uscc, p.website AS website,
       [(p)-[m:INCUBATED_BY]->(i:Incubator) WHERE i.id = $incubator_id | running(m, $day)] AS terms
LIMIT 5000000

// name: sent
// Which records an organisation means by ids of its own, in the form in which they are kept.
// parameters: ids
UNWIND $ids AS id
MATCH (s:SenderId {id: id})
RETURN s.id AS id, s.record_id AS record_id
LIMIT 5000

// name: merged
// Whose record those of these ids are by now that were merged into another.
// parameters: ids
UNWIND $ids AS id
MATCH (m:MergedPerson {id: id})-[:MERGED_INTO]->(k:Person)
RETURN m.id AS id, k.id AS kept_id
LIMIT 5000

// name: keep_sent
// Keep by which ids of its own an organisation means records.
// parameters: rows
UNWIND $rows AS row
MERGE (s:SenderId {id: row.id})
SET s.record_id = row.record_id

// name: forget_sent
// Forget by which ids of their own organisations mean these records.
// parameters: ids
UNWIND $ids AS id
MATCH (s:SenderId {record_id: id})
DELETE s

// name: merged_people
// Who is somebody else's record by now, of these ids and addresses: a name and an address only while a merge can be
// undone.
// parameters: ids, emails
MATCH (m:MergedPerson)-[:MERGED_INTO]->(k:Person)
WHERE m.id IN $ids OR (m.email <> '' AND toLower(m.email) IN $emails)
RETURN m.id AS id, toLower(coalesce(m.email, '')) AS email, m.name AS name,
       k.id AS kept_id, k.name AS kept_name, k.name_zh AS kept_name_zh
LIMIT 10000

// name: sent_of_merged
// Of these ids of an organisation's own those of people who are somebody else's record by now.
// parameters: ids
UNWIND $ids AS id
MATCH (s:SenderId {id: id})
WHERE s.merged_id IS NOT NULL
MATCH (k:Person {id: s.record_id})
OPTIONAL MATCH (m:MergedPerson {id: s.merged_id})
RETURN s.id AS id, coalesce(m.name, '') AS name, k.id AS kept_id, k.name AS kept_name, k.name_zh AS kept_name_zh
LIMIT 5000
