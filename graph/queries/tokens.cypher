// name: create
// A link for one account; only the hash of what is mailed is kept.
// parameters: id, purpose, account_id, expires_at, at
MATCH (a:Account {id: $account_id})
CREATE (t:Token {id: $id, purpose: $purpose, expires_at: $expires_at, created_at: $at})-[:FOR]->(a)

// name: find
// The link with this hash while it can still be used.
// parameters: id, purpose, at
MATCH (t:Token {id: $id})-[:FOR]->(a:Account)
WHERE t.purpose = $purpose AND t.used_at IS NULL AND t.expires_at > $at
RETURN t.id AS id, t.purpose AS purpose, a.id AS account_id, t.expires_at AS expires_at
LIMIT 1

// name: use
// Use the link up; no row when it was used, replaced or has expired.
// parameters: id, purpose, at, nonce
MATCH (t:Token {id: $id})
SET t.lock = $nonce
WITH t
WHERE t.purpose = $purpose AND t.used_at IS NULL AND t.expires_at > $at
MATCH (t)-[:FOR]->(a:Account)
SET t.used_at = $at
RETURN t.id AS id, t.purpose AS purpose, a.id AS account_id, t.expires_at AS expires_at

// name: replace
// Older links of this account for the same purpose stop working.
// parameters: account_id, purpose, at
MATCH (a:Account {id: $account_id})<-[:FOR]-(t:Token)
WHERE t.purpose = $purpose AND t.used_at IS NULL
SET t.used_at = $at

// name: prune
// Forget a batch of links that ended before this moment.
// parameters: before
MATCH (t:Token)
WHERE t.expires_at < $before
WITH t LIMIT 2000
DETACH DELETE t
RETURN count(*) AS count
