// name: claims
// What decides whose these profiles, needs and documents are on a day: a row for each of their owners. A need that is
// still a draft is its startup's alone.
// parameters: ids, day
UNWIND $ids AS id
MATCH (n:Startup|Person|Investor|Lab|Incubator|Park|Enterprise|Need|Document {id: id})
WITH n, CASE WHEN n:Need THEN [(n)<-[:RAISED]-(raiser:Startup) | raiser]
             WHEN n:Document THEN [(n)-[:OWNED_BY]->(owner) | owner]
             ELSE [n] END AS owners
UNWIND owners AS o
RETURN n.id AS id, labels(n) AS labels, n:Need AND n.state = NeedState.DRAFT AS is_draft,
       o.id AS owner_id, labels(o) AS owner_labels,
       [(o)-[m:IN_POOL_OF|INCUBATED_BY]->(i:Incubator) | {id: i.id, runs: running(m, $day)}] AS incubators,
       coalesce(o.awaits_consent, false) AS is_invited, EXISTS { (o)<-[:OF]-(:Membership) } AS is_held,
       EXISTS { MATCH (a:Account) WHERE a.email = toLower(o.email) } AS is_addressed,
       [(o)-[:FOUNDED]->(f:Startup) |
        [(f)-[r:INCUBATED_BY]->(h:Incubator) WHERE in_force(r, $day) | h.id]] AS founded
LIMIT 1000000

// name: taken_addresses
// Of people who are to have an address, those for whom it is an account's that is not theirs, and new to them.
// parameters: rows
UNWIND $rows AS row
MATCH (a:Account {email: row.email})
OPTIONAL MATCH (n:Person {id: row.id})
WITH row, a, n
WHERE NOT EXISTS { (a)-[:HOLDS]->(:Membership {subject_id: row.id}) }
  AND (n IS NULL OR n.email IS NULL OR toLower(n.email) <> row.email)
RETURN row.id AS id
LIMIT 2000
