// name: create
// A new account; the uniqueness of its address refuses a second one.
// parameters: id, email, name, password_hash, language, time_zone, state, at
CREATE (a:Account {id: $id, email: $email, name: $name, password_hash: $password_hash, language: $language,
                   time_zone: $time_zone, state: $state, generation: 1, created_at: $at,
                   totp_secret: '', totp_step: 0})

// name: get
// An account without its secrets, by id.
// parameters: id
MATCH (a:Account {id: $id})
RETURN a.id AS id, a.email AS email, a.name AS name, a.language AS language, a.time_zone AS time_zone,
       a.state AS state, a.generation AS generation, a.created_at AS created_at, a.last_seen_at AS last_seen_at,
       a.password_hash <> '' AS has_password, a.totp_secret <> '' AS has_second_factor
LIMIT 1

// name: find_id_by_email
// The id of the account with this address.
// parameters: email
MATCH (a:Account {email: $email})
RETURN a.id AS id
LIMIT 1

// name: credentials
// What sign-in checks of an account.
// parameters: id
MATCH (a:Account {id: $id})
RETURN a.id AS account_id, a.state AS state, a.generation AS generation, a.password_hash AS password_hash,
       a.totp_secret AS totp_secret, a.totp_step AS totp_step, a.recovery_hashes AS recovery_hashes
LIMIT 1

// name: lock
// Take the account's lock, first in every write that checks something of it.
// parameters: id, nonce
MATCH (a:Account {id: $id})
SET a.lock = $nonce
RETURN a.id AS id

// name: set_password
// Replace the password and end every session.
// parameters: id, password_hash
MATCH (a:Account {id: $id})
SET a.password_hash = $password_hash, a.generation = a.generation + 1
RETURN a.generation AS generation

// name: rehash_password
// Keep the same password under a newer hash; sessions go on.
// parameters: id, password_hash
MATCH (a:Account {id: $id})
SET a.password_hash = $password_hash

// name: activate
// The invited person has chosen a name, a language and a password.
// parameters: id, state, name, language, password_hash
MATCH (a:Account {id: $id})
SET a.name = $name, a.language = $language, a.password_hash = $password_hash, a.state = $state,
    a.generation = a.generation + 1
RETURN a.generation AS generation

// name: set_state
// Disable or enable; a change ends every session.
// parameters: id, state
MATCH (a:Account {id: $id})
SET a.state = $state, a.generation = a.generation + 1
RETURN a.generation AS generation

// name: bump_generation
// End every session of this account.
// parameters: id
MATCH (a:Account {id: $id})
SET a.generation = a.generation + 1
RETURN a.generation AS generation

// name: set_profile
// Name, language and time zone.
// parameters: id, name, language, time_zone
MATCH (a:Account {id: $id})
SET a.name = $name, a.language = $language, a.time_zone = $time_zone

// name: set_address
// The address by which somebody signs in; the uniqueness of addresses refuses one that is taken.
// parameters: id, email
MATCH (a:Account {id: $id})
SET a.email = $email, a.generation = a.generation + 1
RETURN a.generation AS generation

// name: set_language
// The language of pages and mail.
// parameters: id, language
MATCH (a:Account {id: $id})
SET a.language = $language

// name: set_seen
// When this account last signed in.
// parameters: id, at
MATCH (a:Account {id: $id})
SET a.last_seen_at = $at

// name: set_second_factor
// Turn the second factor on with a new secret and recovery codes, or off with an empty secret.
// parameters: id, secret, step, recovery_hashes
MATCH (a:Account {id: $id})
SET a.totp_secret = $secret, a.totp_step = $step, a.recovery_hashes = $recovery_hashes

// name: seal_second_factor
// Put the sealed secret in the place of the plain one.
// parameters: id, secret
MATCH (a:Account {id: $id})
SET a.totp_secret = $secret

// name: use_step
// Note the time step of a code so that the code cannot be used again; no row when it was used.
// parameters: id, step, nonce
MATCH (a:Account {id: $id})
SET a.lock = $nonce
WITH a
WHERE coalesce(a.totp_step, 0) < $step
SET a.totp_step = $step
RETURN a.id AS id

// name: use_recovery_code
// Take one recovery code away; no row when it is not there.
// parameters: id, code_hash, nonce
MATCH (a:Account {id: $id})
SET a.lock = $nonce
WITH a
WHERE $code_hash IN a.recovery_hashes
SET a.recovery_hashes = [code IN a.recovery_hashes WHERE code <> $code_hash]
RETURN size(a.recovery_hashes) AS left

// name: count_administrators
// How many active accounts administer.
// parameters: none
MATCH (m:Membership {role: 'administrator'})<-[:HOLDS]-(a:Account)
WHERE a.state = AccountState.ACTIVE
RETURN count(DISTINCT a) AS count

// name: list
// A page of accounts in order of address, after a key, by what is searched for.
// parameters: after, text, state, role, limit
MATCH (a:Account)
WHERE a.email > $after
  AND ($text = '' OR toLower(a.email) CONTAINS $text OR toLower(a.name) CONTAINS $text)
  AND ($state = '' OR a.state = $state)
  AND ($role = '' OR EXISTS { MATCH (a)-[:HOLDS]->(:Membership {role: $role}) })
RETURN a.id AS id, a.email AS email, a.name AS name, a.language AS language, a.time_zone AS time_zone,
       a.state AS state, a.generation AS generation, a.created_at AS created_at, a.last_seen_at AS last_seen_at,
       a.password_hash <> '' AS has_password, a.totp_secret <> '' AS has_second_factor
ORDER BY email
LIMIT $limit

// name: count
// How many accounts a search finds.
// parameters: text, state, role
MATCH (a:Account)
WHERE ($text = '' OR toLower(a.email) CONTAINS $text OR toLower(a.name) CONTAINS $text)
  AND ($state = '' OR a.state = $state)
  AND ($role = '' OR EXISTS { MATCH (a)-[:HOLDS]->(:Membership {role: $role}) })
RETURN count(a) AS count

// name: list_of_subject
// The active accounts that act for an organisation or person: who is told by mail.
// parameters: subject_id, roles
MATCH (m:Membership {subject_id: $subject_id})
WHERE m.role IN $roles
MATCH (m)<-[:HOLDS]-(a:Account)
WHERE a.state = AccountState.ACTIVE
RETURN a.id AS id, a.email AS email, a.name AS name, a.language AS language, a.time_zone AS time_zone,
       a.state AS state, a.generation AS generation, a.created_at AS created_at, a.last_seen_at AS last_seen_at,
       a.password_hash <> '' AS has_password, a.totp_secret <> '' AS has_second_factor
ORDER BY email
LIMIT 100
