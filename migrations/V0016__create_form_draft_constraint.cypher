// What people type into forms and have not sent yet, and the nightly look for what is old.
CREATE CONSTRAINT form_draft_id IF NOT EXISTS FOR (n:FormDraft) REQUIRE n.id IS UNIQUE;
CREATE INDEX form_draft_kept_at IF NOT EXISTS FOR (n:FormDraft) ON (n.kept_at);
