// Whole cohorts matched at once: a batch, each time it was solved, and the drafts that came of it.
CREATE CONSTRAINT batch_id IF NOT EXISTS FOR (n:Batch) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT batch_run_id IF NOT EXISTS FOR (n:BatchRun) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT batch_draft_id IF NOT EXISTS FOR (n:BatchDraft) REQUIRE n.id IS UNIQUE;
CREATE INDEX batch_incubator_id IF NOT EXISTS FOR (n:Batch) ON (n.incubator_id);
