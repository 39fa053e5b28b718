// Who acts for an organisation, which account a job or letter belongs to.
CREATE INDEX membership_subject IF NOT EXISTS FOR (n:Membership) ON (n.subject_id);
CREATE INDEX token_expires_at IF NOT EXISTS FOR (n:Token) ON (n.expires_at);
CREATE INDEX mail_at IF NOT EXISTS FOR (n:Mail) ON (n.at);
CREATE INDEX job_created_at IF NOT EXISTS FOR (n:Job) ON (n.created_at);
