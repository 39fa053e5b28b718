// name: add
// Note a message once, by its id; it is delivered from the moment that it leaves, or at once.
// parameters: id, kind, state, subject_id, at, leaves, payload
MERGE (m:Outbox {id: $id})
ON CREATE SET m.kind = $kind, m.subject_id = $subject_id, m.at = $at, m.payload = $payload,
              m.state = $state, m.attempts = 0, m.lease_until = $leaves

// name: due
// The ids of messages that wait for delivery, oldest first.
// parameters: at, limit
MATCH (m:Outbox {state: MessageState.WAITING})
WHERE m.lease_until IS NULL OR m.lease_until <= $at
RETURN m.id AS id, m.at AS at
ORDER BY at, id
LIMIT $limit

// name: lock
// Take the lock of a message and read its state under it; no row where there is none.
// parameters: id, nonce
MATCH (m:Outbox {id: $id})
SET m.lock = $nonce
RETURN m.id AS id, m.state AS state

// name: take
// Take a message in hand for this transaction; no row when it was delivered or is put off.
// parameters: id, sources, at, nonce
MATCH (m:Outbox {id: $id})
SET m.lock = $nonce
WITH m
WHERE m.state IN $sources AND (m.lease_until IS NULL OR m.lease_until <= $at)
RETURN m.id AS id, m.kind AS kind, m.subject_id AS subject_id, m.at AS at, m.payload AS payload,
       m.state AS state, m.attempts AS attempts

// name: delivered
// The message was turned into mails in this transaction.
// parameters: id, sources, target, at
MATCH (m:Outbox {id: $id})
WHERE m.state IN $sources
SET m.state = $target, m.done_at = $at, m.error = ''

// name: put_off
// The message could not be delivered: try again at a later moment, or give up; no row when it was delivered meanwhile.
// parameters: id, sources, target, attempts, error, until, nonce
MATCH (m:Outbox {id: $id})
SET m.lock = $nonce
WITH m
WHERE m.state IN $sources
SET m.state = $target, m.attempts = $attempts, m.error = $error, m.lease_until = $until
RETURN m.id AS id

// name: retry
// A message that was given up waits again; no row when it was not.
// parameters: id, sources, target, at, nonce
MATCH (m:Outbox {id: $id})
SET m.lock = $nonce
WITH m
WHERE m.state IN $sources
SET m.state = $target, m.attempts = 0, m.lease_until = $at
RETURN m.id AS id

// name: list
// The newest messages, of one state where given.
// parameters: state, limit
MATCH (m:Outbox)
WHERE $state = '' OR m.state = $state
RETURN m.id AS id, m.kind AS kind, m.subject_id AS subject_id, m.at AS at, m.payload AS payload,
       m.state AS state, m.attempts AS attempts, m.error AS error
ORDER BY at DESC, id DESC
LIMIT $limit

// name: counts
// How many messages there are in each state.
// parameters: none
MATCH (m:Outbox)
RETURN m.state AS state, count(*) AS count
ORDER BY state
LIMIT 20

// name: prune
// Forget a batch of messages that nothing more happens to and that are older than a moment.
// parameters: before, states
MATCH (m:Outbox)
WHERE m.at < $before AND m.state IN $states
WITH m LIMIT 2000
DETACH DELETE m
RETURN count(*) AS count
