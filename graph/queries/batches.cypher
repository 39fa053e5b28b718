// name: create
// Open a batch of an incubator.
// parameters: id, incubator_id, state, at, settings
CREATE (b:Batch {id: $id, incubator_id: $incubator_id, state: $state, settings: $settings, revision: 1,
                 draft_id: '', job_id: '', created_at: $at, changed_at: $at})

// name: list
// The batches of an incubator, the latest first.
// parameters: incubator_id
MATCH (b:Batch {incubator_id: $incubator_id})
RETURN b {.id, .incubator_id, .state, .settings, .revision, .draft_id, .job_id, .created_at, .changed_at} AS batch
ORDER BY b.created_at DESC, b.id DESC
LIMIT 200

// name: get
// One batch of an incubator.
// parameters: id, incubator_id
MATCH (b:Batch {id: $id})
WHERE b.incubator_id = $incubator_id
RETURN b {.id, .incubator_id, .state, .settings, .revision, .draft_id, .job_id, .created_at, .changed_at} AS batch
LIMIT 1

// name: lock
// Take the lock of a batch, under which it and its drafts change.
// parameters: id, nonce
MATCH (b:Batch {id: $id})
SET b.lock = $nonce
RETURN b.id AS id

// name: set_settings
// Write the settings of a batch anew; the caller holds its lock.
// parameters: id, settings, at
MATCH (b:Batch {id: $id})
SET b.settings = $settings, b.revision = b.revision + 1, b.changed_at = $at

// name: set_state
// Write how a batch stands, and which draft was released last; the caller holds its lock.
// parameters: id, state, draft_id, at
MATCH (b:Batch {id: $id})
SET b.state = $state, b.draft_id = $draft_id, b.changed_at = $at

// name: set_job
// Note the job that works on a batch; the caller holds its lock.
// parameters: id, job_id
MATCH (b:Batch {id: $id})
SET b.job_id = $job_id

// name: add_run
// Keep what a batch was solved with.
// parameters: id, batch_id, number, settings, revision, frozen, by, at
MATCH (b:Batch {id: $batch_id})
CREATE (r:BatchRun {id: $id, number: $number, settings: $settings, revision: $revision, frozen: $frozen, by: $by,
                    created_at: $at})-[:IN_BATCH]->(b)

// name: runs
// Each time that a batch was solved, the latest first, without what it was solved with.
// parameters: batch_id
MATCH (b:Batch {id: $batch_id})<-[:IN_BATCH]-(r:BatchRun)
RETURN r.id AS id, r.number AS number, r.revision AS revision, r.by AS by, r.created_at AS created_at
ORDER BY number DESC
LIMIT 200

// name: run
// One time that a batch was solved.
// parameters: id, batch_id
MATCH (r:BatchRun {id: $id})-[:IN_BATCH]->(:Batch {id: $batch_id})
RETURN r {.id, .number, .settings, .revision, .frozen, .by, .created_at} AS run
LIMIT 1

// name: add_draft
// Keep a draft.
// parameters: id, batch_id, run_id, objective, base, found, at
MATCH (b:Batch {id: $batch_id})
CREATE (d:BatchDraft {id: $id, run_id: $run_id, objective: $objective, base: $base, found: $found, edits: '[]',
                      log: '[]', cursor: 0, revision: 0, created_at: $at})-[:IN_BATCH]->(b)

// name: drafts
// The drafts of a batch.
// parameters: batch_id
MATCH (b:Batch {id: $batch_id})<-[:IN_BATCH]-(d:BatchDraft)
RETURN d {.id, .run_id, .objective, .base, .found, .edits, .log, .cursor, .revision} AS draft
ORDER BY d.created_at, d.id
LIMIT 600

// name: set_edits
// Write the edits of a draft; the caller holds the lock of its batch.
// parameters: id, edits, cursor, log
MATCH (d:BatchDraft {id: $id})
SET d.edits = $edits, d.cursor = $cursor, d.log = $log, d.revision = d.revision + 1

// name: note_request
// Say that a batch made a request.
// parameters: id, proposal_id
MATCH (b:Batch {id: $id})
MATCH (p:Proposal {id: $proposal_id})
MERGE (p)-[:IN_BATCH]->(b)

// name: forget_requests
// Say that a batch made no requests.
// parameters: id
MATCH (:Batch {id: $id})<-[r:IN_BATCH]-(:Proposal)
DELETE r

// name: requests
// How the requests that a batch made stand.
// parameters: id
MATCH (:Batch {id: $id})<-[:IN_BATCH]-(p:Proposal)-[:TO]->(v:Person)
MATCH (p)-[:BY]->(s:Startup)
RETURN p.id AS id, s.id AS startup_id, v.id AS provider_id, p.state AS state
ORDER BY startup_id, provider_id
LIMIT 5000

// name: widen_need
// Let a need have as many places as a batch gives its startup; fewer than it has are not taken away.
// parameters: id, places, changed_at
MATCH (n:Need {id: $id})
WHERE coalesce(n.places, 1) < $places
SET n.places = $places, n.changed_at = $changed_at

// name: records
// The records of these people today, also of those who are another's record by now.
// parameters: ids
UNWIND $ids AS id
OPTIONAL MATCH (p:Person {id: id})
OPTIONAL MATCH (m:MergedPerson {id: id})-[:MERGED_INTO]->(k:Person)
WITH id, coalesce(p, k) AS one
WHERE one IS NOT NULL
RETURN id AS asked_id, one.id AS id, one.name AS name, one.name_zh AS name_zh, null AS stage,
       [(one)-[:EXPERT_IN]->(i:Industry) | i.id] AS industries
LIMIT 5000

// name: startups
// These startups as a batch shows them.
// parameters: ids
UNWIND $ids AS id
MATCH (s:Startup {id: id})
RETURN id AS asked_id, s.id AS id, s.name AS name, s.name_zh AS name_zh, s.stage AS stage,
       [(s)-[:IN_INDUSTRY]->(i:Industry) | i.id] AS industries
LIMIT 5000
