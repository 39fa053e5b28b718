// name: ids
// The ids of all proposals but those of a need that is still a draft, and those to somebody deleted or only invited.
// parameters: none
MATCH (n:Proposal)
WHERE NOT EXISTS { (n)-[:FOR]->(:Need {state: NeedState.DRAFT}) }
  AND NOT EXISTS { (n)-[:TO]->(p:Person) WHERE NOT (p:Supervisor OR p:Talent) OR NOT has_consented(p) }
RETURN n.id AS id
LIMIT 5000000

// name: known
// Which of these ids are proposals.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Proposal {id: id})
RETURN n.id AS id
LIMIT 2000

// name: of_pairs
// The proposals that these needs and providers have.
// parameters: rows
UNWIND $rows AS row
MATCH (d:Need {id: row.need_id})<-[:FOR]-(n:Proposal)-[:TO]->(v)
WHERE v.id = row.provider_id
RETURN row.need_id AS need_id, row.provider_id AS provider_id, n.id AS id
LIMIT 10000

// name: records
// These proposals as the exchange format sees them.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Proposal {id: id})
RETURN n {.id, .kind, .proposed_on, .seeker_decision, .provider_decision, .decided_on, .outcome, .rating_by_seeker,
          .rating_by_provider, .amount, .currency} AS record,
       [(n)-[:BY]->(s) | s.id] AS seekers, [(n)-[:TO]->(v) | v.id] AS providers,
       [(n)-[:FOR]->(d:Need) | d.id] AS needs
LIMIT 2000

// name: create
// Make proposals; their links follow.
// parameters: rows
UNWIND $rows AS row
CREATE (n:Proposal {id: row.id, kind: row.kind, proposed_on: row.proposed_on,
                    seeker_decision: row.seeker_decision, provider_decision: row.provider_decision,
                    decided_on: row.decided_on, outcome: row.outcome, rating_by_seeker: row.rating_by_seeker,
                    rating_by_provider: row.rating_by_provider, amount: row.amount, currency: row.currency,
                    state: row.state, asked_at: row.asked_at, decided_at: row.decided_at,
                    changed_at: row.changed_at})

// name: update
// Change proposals, taking them off what they are between.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Proposal {id: row.id})
SET n.lock = row.nonce
SET n += row.properties
WITH n
MATCH (n)-[r:BY|TO|FOR]->()
DELETE r

// name: link
// Say who each proposal is by and to.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Proposal {id: row.id})
MATCH (s:Startup {id: row.seeker_id})
OPTIONAL MATCH (v1:Person {id: row.provider_id})
OPTIONAL MATCH (v2:Investor {id: row.provider_id})
OPTIONAL MATCH (v3:Lab {id: row.provider_id})
WITH n, s, coalesce(v1, v2, v3) AS provider
WHERE provider IS NOT NULL
CREATE (n)-[:BY]->(s)
CREATE (n)-[:TO]->(provider)

// name: link_needs
// Say which need each proposal is for.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Proposal {id: row.id})
MATCH (d:Need {id: row.need_id})
CREATE (n)-[:FOR]->(d)

// name: create_engagements
// Open or record the engagement of each proposal that both sides accepted and that has none, with those of some labels.
// parameters: rows, labels
UNWIND $rows AS row
MATCH (n:Proposal {id: row.id})-[:BY]->(s:Startup)
MATCH (n)-[:TO]->(v)
WHERE any(label IN labels(v) WHERE label IN $labels) AND COUNT { (n)<-[:FROM]-(:Engagement) } = 0
CREATE (e:Engagement {id: row.id})
SET e += row.properties
CREATE (e)-[:FROM]->(n)
CREATE (e)-[:OF]->(s)
CREATE (e)-[:WITH]->(v)
