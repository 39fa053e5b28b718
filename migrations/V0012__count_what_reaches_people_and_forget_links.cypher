// Counts of what reaches people.
CREATE CONSTRAINT tally_id IF NOT EXISTS FOR (n:Tally) REQUIRE n.id IS UNIQUE;

// The token of a link stands in no mail any more. A mail that waits is made anew from its message, without it ...
MATCH (o:Outbox)
WHERE o.kind IN ['invite_account', 'reset_password'] AND o.state = 'done'
MATCH (m:Mail {outbox_id: o.id})
WHERE m.link_purpose IS NULL AND m.state = 'waiting'
SET o.state = 'waiting', o.attempts = 0, o.lease_until = null
DETACH DELETE m;

// ... one that was given up waits for somebody to try its message again ...
MATCH (o:Outbox)
WHERE o.kind IN ['invite_account', 'reset_password'] AND o.state = 'done'
MATCH (m:Mail {outbox_id: o.id})
WHERE m.link_purpose IS NULL AND m.state = 'failed'
SET o.state = 'failed', o.error = m.error
DETACH DELETE m;

// ... and one that was sent keeps no text.
MATCH (o:Outbox)
WHERE o.kind IN ['invite_account', 'reset_password']
MATCH (m:Mail {outbox_id: o.id})
WHERE m.link_purpose IS NULL AND m.state = 'sent' AND m.body <> ''
SET m.body = '';
