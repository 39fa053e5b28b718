// What was sent to somebody is looked up by their account, by for whom a mail came, and by its message.
CREATE INDEX mail_account_id IF NOT EXISTS FOR (n:Mail) ON (n.account_id);
CREATE INDEX mail_for_id IF NOT EXISTS FOR (n:Mail) ON (n.for_id);
CREATE INDEX mail_outbox_id IF NOT EXISTS FOR (n:Mail) ON (n.outbox_id);
CREATE INDEX outbox_subject_id IF NOT EXISTS FOR (n:Outbox) ON (n.subject_id);

// Mails of earlier versions said an address alone.
MATCH (m:Mail)
WHERE m.account_id IS NULL
MATCH (a:Account {email: m.to})
SET m.account_id = a.id;
