// name: create
// A job that waits for a worker.
// parameters: id, kind, state, actor_id, role, subject_id, total, payload, at
CREATE (:Job {id: $id, kind: $kind, state: $state, step: '', done: 0, total: $total, rate: 0.0, message: '',
              created_at: $at, tries: 0, actor_id: $actor_id, role: $role, subject_id: $subject_id, cancel_asked: false,
              payload: $payload, result: '{}'})

// name: get
// One job by id.
// parameters: id
MATCH (j:Job {id: $id})
RETURN j.id AS id, j.kind AS kind, j.state AS state, j.step AS step, j.done AS done, j.total AS total,
       j.rate AS rate, j.message AS message, j.created_at AS created_at, j.started_at AS started_at,
       j.finished_at AS finished_at, j.actor_id AS actor_id, j.role AS role, j.subject_id AS subject_id,
       j.cancel_asked AS cancel_asked, j.payload AS payload, j.result AS result
LIMIT 1

// name: lock
// Take the lock of a job; no row where there is none.
// parameters: id, nonce
MATCH (j:Job {id: $id})
SET j.lock = $nonce
RETURN j.id AS id, j.state AS state

// name: start
// A worker begins, or begins again after it was killed; tells which try this is; no row when the job is over.
// parameters: id, sources, target, at, nonce
MATCH (j:Job {id: $id})
SET j.lock = $nonce
WITH j
WHERE j.state IN $sources
SET j.state = $target, j.started_at = $at, j.tries = coalesce(j.tries, 0) + 1
RETURN j.tries AS tries

// name: begin_writing
// What a job found is committed now; no row when it was cancelled, or is over.
// parameters: id, sources, target, nonce
MATCH (j:Job {id: $id})
SET j.lock = $nonce
WITH j
WHERE j.state IN $sources AND NOT j.cancel_asked
SET j.state = $target
RETURN j.id AS id

// name: progress
// How far a running job is; tells whether somebody asked it to stop; no row when it is over.
// parameters: id, states, step, done, total, rate, message, nonce
MATCH (j:Job {id: $id})
SET j.lock = $nonce
WITH j
WHERE j.state IN $states
SET j.step = $step, j.done = $done, j.total = $total, j.rate = $rate, j.message = $message
RETURN j.cancel_asked AS cancel_asked

// name: finish
// The job is over; no row when it was over before.
// parameters: id, sources, target, message, result, at, nonce
MATCH (j:Job {id: $id})
SET j.lock = $nonce
WITH j
WHERE j.state IN $sources
SET j.state = $target, j.message = $message, j.result = $result, j.finished_at = $at
RETURN j.id AS id

// name: ask_cancel
// Ask a job to stop: one that waits is over now, one that runs stops at its next report.
// parameters: id, state, is_over, at
MATCH (j:Job {id: $id})
SET j.cancel_asked = true, j.state = $state, j.finished_at = CASE WHEN $is_over THEN $at ELSE j.finished_at END
RETURN j.state AS state

// name: retry
// A failed job waits again; no row when it has not failed.
// parameters: id, sources, target, nonce
MATCH (j:Job {id: $id})
SET j.lock = $nonce
WITH j
WHERE j.state IN $sources
SET j.state = $target, j.cancel_asked = false, j.tries = 0, j.done = 0, j.message = '', j.result = '{}'
RETURN j.kind AS kind

// name: list
// The newest jobs, of one state, kind or organisation where given.
// parameters: state, kind, subject_id, limit
MATCH (j:Job)
WHERE ($state = '' OR j.state = $state) AND ($kind = '' OR j.kind = $kind)
  AND ($subject_id = '' OR j.subject_id = $subject_id)
RETURN j.id AS id, j.kind AS kind, j.state AS state, j.step AS step, j.done AS done, j.total AS total,
       j.rate AS rate, j.message AS message, j.created_at AS created_at, j.started_at AS started_at,
       j.finished_at AS finished_at, j.actor_id AS actor_id, j.role AS role, j.subject_id AS subject_id,
       j.cancel_asked AS cancel_asked, j.payload AS payload, j.result AS result
ORDER BY created_at DESC, id DESC
LIMIT $limit

// name: counts
// How many jobs there are in each state.
// parameters: none
MATCH (j:Job)
RETURN j.state AS state, count(*) AS count
ORDER BY state
LIMIT 20

// name: count_unfinished
// How many jobs of some kinds that an account began are not over.
// parameters: kinds, actor_id, states
MATCH (j:Job {actor_id: $actor_id})
WHERE j.kind IN $kinds AND j.state IN $states
RETURN count(j) AS count

// name: list_unfinished
// The jobs of some kinds that are not over.
// parameters: kinds, states
MATCH (j:Job)
WHERE j.kind IN $kinds AND j.state IN $states
RETURN j.id AS id, j.kind AS kind, j.state AS state, j.step AS step, j.done AS done, j.total AS total,
       j.rate AS rate, j.message AS message, j.created_at AS created_at, j.started_at AS started_at,
       j.finished_at AS finished_at, j.actor_id AS actor_id, j.role AS role, j.subject_id AS subject_id,
       j.cancel_asked AS cancel_asked, j.payload AS payload, j.result AS result

// name: list_of_actor
// The newest jobs of a kind that an account began.
// parameters: kind, actor_id, limit
MATCH (j:Job {kind: $kind, actor_id: $actor_id})
RETURN j.id AS id, j.kind AS kind, j.state AS state, j.step AS step, j.done AS done, j.total AS total,
       j.rate AS rate, j.message AS message, j.created_at AS created_at, j.started_at AS started_at,
       j.finished_at AS finished_at, j.actor_id AS actor_id, j.role AS role, j.subject_id AS subject_id,
       j.cancel_asked AS cancel_asked, j.payload AS payload, j.result AS result
ORDER BY created_at DESC, id DESC
LIMIT $limit
