// name: claims
// What decides whose these profiles, needs and documents are on a day: a row for each of their owners. A need that is
// still a draft is its startup's alone.
// parameters: ids, day
UNWIND $ids AS id
OPTIONAL MATCH (n1:Startup {id: id})
OPTIONAL MATCH (n2:Person {id: id})
OPTIONAL MATCH (n3:Investor {id: id})
OPTIONAL MATCH (n4:Lab {id: id})
OPTIONAL MATCH (n5:Incubator {id: id})
OPTIONAL MATCH (n6:Park {id: id})
OPTIONAL MATCH (n7:Enterprise {id: id})
OPTIONAL MATCH (n8:Need {id: id})
OPTIONAL MATCH (n9:Document {id: id})
WITH coalesce(n1, n2, n3, n4, n5, n6, n7, n8, n9) AS n
WHERE n IS NOT NULL
WITH n, CASE WHEN n:Need THEN [(n)<-[:RAISED]-(raiser:Startup) | raiser]
             WHEN n:Document THEN [(n)-[:OWNED_BY]->(owner) | owner]
             ELSE [n] END AS owners
UNWIND owners AS o
RETURN n.id AS id, labels(n) AS labels, n:Need AND n.state = NeedState.DRAFT AS is_draft,
       o.id AS owner_id, labels(o) AS owner_labels,
       [(o)-[m:IN_POOL_OF|INCUBATED_BY]->(i:Incubator) | {id: i.id, runs: running(m, $day)}] AS incubators,
       coalesce(o.awaits_consent, false) AS is_invited, EXISTS { (o)<-[:OF]-(:Membership) } AS is_held,
       EXISTS { (:Account {email: toLower(o.email)}) } AS is_addressed,
       EXISTS { MATCH (o)<-[:OF]-(:Membership)<-[:HOLDS]-(h:Account) WHERE h.state <> AccountState.INVITED }
         OR EXISTS { MATCH (h:Account {email: toLower(o.email)}) WHERE h.state <> AccountState.INVITED } AS is_opened,
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
