// name: find
// What an account typed into a form and has not sent.
// parameters: id
MATCH (d:FormDraft {id: $id})
WHERE d.settled_at IS NULL
RETURN d.form AS form, d.page AS page, d.fields AS fields, d.kept_at AS kept_at
LIMIT 1

// name: standing
// Whether an account may keep one more, and when this one was last sent or thrown away; the caller holds its lock.
// parameters: account_id, id
MATCH (a:Account {id: $account_id})
WHERE a.state = AccountState.ACTIVE
OPTIONAL MATCH (a)<-[:OF]-(d:FormDraft)
WHERE d.settled_at IS NULL AND d.id <> $id
WITH a, count(d) AS others
OPTIONAL MATCH (e:FormDraft {id: $id})
RETURN others, e.settled_at AS settled_at

// name: keep
// Keep what an account typed in place of what it typed before; the caller holds the account's lock.
// parameters: id, account_id, form, page, fields, at
MATCH (a:Account {id: $account_id})
MERGE (d:FormDraft {id: $id})
SET d.form = $form, d.page = $page, d.fields = $fields, d.kept_at = $at, d.settled_at = null
MERGE (d)-[:OF]->(a)

// name: settle
// Forget what was typed: it was sent, or thrown away. That it was stays for a while, for what a browser sends late.
// parameters: id, account_id, form, at
MATCH (a:Account {id: $account_id})
MERGE (d:FormDraft {id: $id})
SET d.form = $form, d.page = '', d.fields = '', d.kept_at = $at, d.settled_at = $at
MERGE (d)-[:OF]->(a)

// name: prune
// Forget a batch of what nobody went on with.
// parameters: before
MATCH (d:FormDraft)
WHERE d.kept_at < $before
WITH d LIMIT 2000
DETACH DELETE d
RETURN count(*) AS count
