// name: issue
// Count up the links of an account; the number of the new one. Numbers never come again, as links would.
// parameters: account_id
MATCH (a:Account {id: $account_id})
SET a.link_issue = coalesce(a.link_issue, 0) + 1
RETURN a.link_issue AS issue

// name: note
// The link of an issue, by the hash of its token, once; no row where a later one was issued.
// parameters: id, purpose, account_id, issue, expires_at, at, nonce
MATCH (a:Account {id: $account_id})
SET a.lock = $nonce
WITH a
WHERE coalesce(a.link_issue, 0) <= $issue
MERGE (t:Token {id: $id})
ON CREATE SET t.purpose = $purpose, t.expires_at = $expires_at, t.created_at = $at
MERGE (t)-[:FOR]->(a)
RETURN t.id AS id

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
