// name: page_of
// What an incubator says on its public page.
// parameters: incubator_id
MATCH (i:Incubator {id: $incubator_id})
RETURN i.id AS incubator_id, i.name AS name, i.name_zh AS name_zh, i.page_address AS address, i.page_is_on AS is_on,
       i.page_introduction AS introduction, i.page_introduction_zh AS introduction_zh, i.page_open_to AS open_to
LIMIT 1

// name: page_at
// The public page at an address, on or off.
// parameters: address
MATCH (i:Incubator {page_address: $address})
RETURN i.id AS incubator_id, i.name AS name, i.name_zh AS name_zh, i.page_address AS address, i.page_is_on AS is_on,
       i.page_introduction AS introduction, i.page_introduction_zh AS introduction_zh, i.page_open_to AS open_to
LIMIT 1

// name: lock_page
// Take the lock of an incubator's page: who applies twice at once is found.
// parameters: incubator_id, nonce
MATCH (i:Incubator {id: $incubator_id})
SET i.page_lock = $nonce

// name: set_page
// Write the page; the caller holds its lock.
// parameters: incubator_id, address, is_on, introduction, introduction_zh, open_to
MATCH (i:Incubator {id: $incubator_id})
SET i.page_address = $address, i.page_is_on = $is_on, i.page_introduction = $introduction,
    i.page_introduction_zh = $introduction_zh, i.page_open_to = $open_to

// name: open_of
// The application of an address at an incubator that is not decided yet.
// parameters: incubator_id, kind, email, states
MATCH (a:Application {email: $email})
WHERE a.incubator_id = $incubator_id AND a.kind = $kind AND a.state IN $states
RETURN properties(a) AS application
LIMIT 1

// name: get
// One application.
// parameters: id
MATCH (a:Application {id: $id})
RETURN properties(a) AS application
LIMIT 1

// name: lock
// Take the lock of an application.
// parameters: id, nonce
MATCH (a:Application {id: $id})
SET a.lock = $nonce

// name: create
// Keep an application.
// parameters: id, values
CREATE (a:Application {id: $id})
SET a += $values

// name: change
// Write an application anew; the caller holds its lock.
// parameters: id, values
MATCH (a:Application {id: $id})
SET a += $values

// name: list
// The applications that curators of an incubator see, those to be decided first, then the latest first.
// parameters: incubator_id, states, kinds, text, skip, limit
MATCH (a:Application {incubator_id: $incubator_id})
WHERE a.state IN $states AND a.kind IN $kinds AND speaks_of(a, $text)
RETURN a.id AS id, a.kind AS kind, a.state AS state, a.name AS name, a.about AS about, a.created_at AS created_at,
       a.stepped_at AS stepped_at
ORDER BY CASE WHEN a.state = ApplicationState.RECEIVED THEN 0 ELSE 1 END, a.stepped_at DESC, a.id
SKIP $skip LIMIT $limit

// name: count
// How many of them there are, by state and kind.
// parameters: incubator_id, states, kinds, text
MATCH (a:Application {incubator_id: $incubator_id})
WHERE a.state IN $states AND a.kind IN $kinds AND speaks_of(a, $text)
RETURN a.state AS state, a.kind AS kind, count(a) AS count
ORDER BY state, kind
LIMIT 100

// name: came
// Applications that came into a state from one moment to before another and are in it still, by incubator.
// parameters: state, since, before
MATCH (a:Application {state: $state})
WHERE a.stepped_at >= $since AND a.stepped_at < $before
RETURN a.incubator_id AS incubator_id, a.kind AS kind, a.name AS name
ORDER BY incubator_id, a.stepped_at, a.id
LIMIT 5000

// name: old
// Applications that came into a state before a moment.
// parameters: state, before, limit
MATCH (a:Application {state: $state})
WHERE a.stepped_at < $before
RETURN a.id AS id
LIMIT $limit

// name: of_whom
// The applications by which people or startups came in, and those of some addresses.
// parameters: subject_ids, emails
MATCH (a:Application)
WHERE a.subject_id IN $subject_ids OR a.email IN $emails
RETURN a.id AS id
LIMIT 10000

// name: delete
// Delete an application.
// parameters: id
MATCH (a:Application {id: $id})
DETACH DELETE a

// name: fill_supervisor
// What an applicant said of themselves, in a profile that was just made of it.
// parameters: id, summary, summary_zh, website, languages, help_areas, capacity, phone, wechat
MATCH (s:Person {id: $id})
WHERE s:Supervisor
SET s.summary = $summary, s.summary_zh = $summary_zh, s.website = $website, s.languages = $languages,
    s.help_areas = $help_areas, s.capacity = $capacity, s.phone = $phone, s.wechat = $wechat

// name: create_startup
// A startup as it applied.
// parameters: id, values, changed_at
CREATE (s:Startup {id: $id, changed_at: $changed_at, languages: []})
SET s += $values

// name: take_in
// A startup is with an incubator for a term, unless it is already; no row then.
// parameters: id, incubator_id, since, until, day, changed_at
MATCH (s:Startup {id: $id}), (i:Incubator {id: $incubator_id})
WHERE NOT EXISTS { (s)-[r:INCUBATED_BY]->(i) WHERE in_force(r, $day) }
CREATE (s)-[:INCUBATED_BY {from: $since, to: $until}]->(i)
SET s.changed_at = $changed_at
RETURN s.id AS id
