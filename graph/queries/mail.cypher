// name: create
// A mail that waits to be sent; its id, derived from the outbox message and addressee, is written once.
// parameters: id, to, state, subject, body, language, outbox_id, at, link, account_id, for_id, reply_to_id
MERGE (m:Mail {id: $id})
ON CREATE SET m.to = $to, m.subject = $subject, m.body = $body, m.language = $language, m.outbox_id = $outbox_id,
              m.at = $at, m.state = $state, m.attempts = 0, m.lease_until = $at, m.account_id = $account_id,
              m.for_id = $for_id, m.reply_to_id = $reply_to_id, m += $link

// name: due
// The ids of mails that wait and that no worker has in hand.
// parameters: at, limit
MATCH (m:Mail {state: MailState.WAITING})
WHERE m.lease_until <= $at
RETURN m.id AS id, m.at AS at
ORDER BY at, id
LIMIT $limit

// name: lock
// Take the lock of a mail and read its state under it; no row where there is none.
// parameters: id, nonce
MATCH (m:Mail {id: $id})
SET m.lock = $nonce
RETURN m.id AS id, m.state AS state

// name: lease
// Take a mail in hand until a moment; no row when another worker has it or it is gone. One that was in hand and of
// which nothing was heard since, for its worker died, may have gone out already.
// parameters: id, sources, at, until, nonce
MATCH (m:Mail {id: $id})
SET m.lock = $nonce
WITH m
WHERE m.state IN $sources AND m.lease_until <= $at
SET m.is_doubtful = coalesce(m.is_doubtful, FALSE) OR coalesce(m.is_in_hand, FALSE)
SET m.lease_until = $until, m.attempts = m.attempts + 1, m.is_in_hand = TRUE
WITH m
OPTIONAL MATCH (author:Account {id: m.reply_to_id})
WHERE author.state = AccountState.ACTIVE
RETURN m.id AS id, m.to AS to, m.subject AS subject, m.body AS body, m.language AS language, m.at AS at,
       coalesce(author.email, '') AS reply_to,
       m.state AS state, m.attempts AS attempts, m.sent_at AS sent_at, m.error AS error, coalesce(m.is_doubtful, FALSE) AS is_doubtful,
       m.link_purpose AS link_purpose, m.link_account_id AS link_account_id, m.link_issue AS link_issue,
       m.link_expires_at AS link_expires_at

// name: sent
// The mail was handed over, no row when it does not wait any more; its text need not be kept.
// parameters: id, sources, target, at, keep_body, nonce
MATCH (m:Mail {id: $id})
SET m.lock = $nonce
WITH m
WHERE m.state IN $sources
SET m.state = $target, m.sent_at = $at, m.is_in_hand = FALSE, m.error = '', m.body = CASE WHEN $keep_body THEN m.body ELSE '' END
RETURN m.id AS id

// name: put_off
// The mail could not be handed over: try again at a later moment, or give up.
// parameters: id, sources, target, error, until, is_doubtful, nonce
MATCH (m:Mail {id: $id})
SET m.lock = $nonce
WITH m
WHERE m.state IN $sources
SET m.state = $target, m.error = $error, m.lease_until = $until, m.is_in_hand = FALSE,
    m.is_doubtful = coalesce(m.is_doubtful, FALSE) OR $is_doubtful
RETURN m.id AS id

// name: returned
// The mail came back, no row where it did before or was never handed over; its text need not be kept.
// parameters: id, sources, target, reason, error, nonce
MATCH (m:Mail {id: $id})
SET m.lock = $nonce
WITH m
WHERE m.state IN $sources
SET m.state = $target, m.returned_for = $reason, m.error = $error, m.is_in_hand = FALSE, m.body = ''
RETURN m.id AS id

// name: retry
// A mail that was given up waits again; no row when it was not.
// parameters: id, sources, target, at, nonce
MATCH (m:Mail {id: $id})
SET m.lock = $nonce
WITH m
WHERE m.state IN $sources
SET m.state = $target, m.attempts = 0, m.lease_until = $at
RETURN m.id AS id

// name: get
// One mail.
// parameters: id
MATCH (m:Mail {id: $id})
RETURN m.id AS id, m.to AS to, m.subject AS subject, m.body AS body, m.language AS language, m.at AS at,
       m.state AS state, m.attempts AS attempts, m.sent_at AS sent_at, m.error AS error, coalesce(m.is_doubtful, FALSE) AS is_doubtful,
       m.link_purpose AS link_purpose, m.link_account_id AS link_account_id, m.link_issue AS link_issue,
       m.link_expires_at AS link_expires_at
LIMIT 1

// name: list
// The newest mails, of one state or addressee where given.
// parameters: state, to, limit
MATCH (m:Mail)
WHERE ($state = '' OR m.state = $state) AND ($to = '' OR m.to = $to)
RETURN m.id AS id, m.to AS to, m.subject AS subject, m.body AS body, m.language AS language, m.at AS at,
       m.state AS state, m.attempts AS attempts, m.sent_at AS sent_at, m.error AS error, coalesce(m.is_doubtful, FALSE) AS is_doubtful,
       m.link_purpose AS link_purpose, m.link_account_id AS link_account_id, m.link_issue AS link_issue,
       m.link_expires_at AS link_expires_at
ORDER BY at DESC, id DESC
LIMIT $limit

// name: list_doubtful
// The newest mails of which a second copy may have arrived.
// parameters: limit
MATCH (m:Mail)
WHERE m.is_doubtful
RETURN m.id AS id, m.to AS to, m.subject AS subject, m.body AS body, m.language AS language, m.at AS at,
       m.state AS state, m.attempts AS attempts, m.sent_at AS sent_at, m.error AS error, coalesce(m.is_doubtful, FALSE) AS is_doubtful,
       m.link_purpose AS link_purpose, m.link_account_id AS link_account_id, m.link_issue AS link_issue,
       m.link_expires_at AS link_expires_at
ORDER BY at DESC, id DESC
LIMIT $limit

// name: counts
// How many mails there are in each state.
// parameters: none
MATCH (m:Mail)
RETURN m.state AS state, count(*) AS count
ORDER BY state
LIMIT 20

// name: prune
// Forget a batch of mails that nothing more happens to and that are older than a moment.
// parameters: before, states
MATCH (m:Mail)
WHERE m.at < $before AND m.state IN $states
WITH m LIMIT 2000
DETACH DELETE m
RETURN count(*) AS count
