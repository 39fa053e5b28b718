// name: list
// The views of an incubator that an account saved, or that others of it share, by name.
// parameters: incubator_id, account_id
MATCH (v:SavedView {incubator_id: $incubator_id})-[:OF]->(a:Account)
WHERE v.shared OR a.id = $account_id
RETURN v.id AS id, v.name AS name, v.query AS query, v.shared AS shared, a.id = $account_id AS own, a.name AS by
ORDER BY toLower(name), id
LIMIT 200

// name: count
// How many views an account saved.
// parameters: account_id
MATCH (v:SavedView)-[:OF]->(:Account {id: $account_id})
RETURN count(v) AS count

// name: keep
// Save a view under its name, in place of what this account saved under it before.
// parameters: id, incubator_id, account_id, name, query, shared, at
MATCH (a:Account {id: $account_id})
MERGE (v:SavedView {id: $id})
SET v.incubator_id = $incubator_id, v.name = $name, v.query = $query, v.shared = $shared, v.at = $at
MERGE (v)-[:OF]->(a)

// name: delete
// Delete a view that an account saved; no row where it is not theirs.
// parameters: id, account_id
MATCH (v:SavedView {id: $id})-[:OF]->(:Account {id: $account_id})
WITH v, v.name AS name
DETACH DELETE v
RETURN name
