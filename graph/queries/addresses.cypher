// name: get
// The address that an account is to have once it is confirmed, and the one that it had before, with when that changed.
// parameters: id
MATCH (a:Account {id: $id})
RETURN a.email AS email, a.new_email AS new_email, a.former_email AS former_email,
       a.former_email_at AS former_at

// name: set
// Note both; null where there is none.
// parameters: id, new_email, former_email, former_at
MATCH (a:Account {id: $id})
SET a.new_email = $new_email, a.former_email = $former_email,
    a.former_email_at = $former_at
RETURN a.id AS id
