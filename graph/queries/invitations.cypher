// name: unopened
// The invitations to open an account for these people that nobody has opened, with the account's links; `is_only`: the
// account was to be for nothing else.
// parameters: ids
UNWIND $ids AS id
MATCH (m:Membership {subject_id: id})<-[:HOLDS]-(a:Account)
WHERE a.state = AccountState.INVITED
RETURN id AS person_id, properties(a) AS account, properties(m) AS membership,
       [(a)<-[:FOR]-(t:Token) | properties(t)] AS links,
       NOT EXISTS { MATCH (a)-[:HOLDS|OFFERED]->(n) WHERE n.id <> m.id } AS is_only
LIMIT 100000

// name: opened
// Of these people, those for whom an account acts that was opened.
// parameters: ids
UNWIND $ids AS id
MATCH (m:Membership {subject_id: id})<-[:HOLDS]-(a:Account)
WHERE a.state <> AccountState.INVITED
RETURN DISTINCT id AS id
LIMIT 100000

// name: give_back
// Make the account of an invitation again; no row where its address is another account's by now.
// parameters: id, email, properties
OPTIONAL MATCH (taken:Account {email: $email})
WITH taken
WHERE taken IS NULL
CREATE (a:Account {id: $id})
SET a = $properties
RETURN a.id AS id

// name: give_role_back
// Make the role of an invitation again, where its account stands.
// parameters: account_id, properties
MATCH (a:Account {id: $account_id})
CREATE (a)-[:HOLDS]->(m:Membership)
SET m = $properties
RETURN m.id AS id

// name: give_link_back
// Make a link of an invitation again.
// parameters: account_id, properties
MATCH (a:Account {id: $account_id})
CREATE (t:Token)-[:FOR]->(a)
SET t = $properties
