// Conditions that stand once; queries use them like functions, and graph/named_queries.py writes them out.

// fragment: running(term, day)
// A term in a pool that was accepted and has not ended, on a day.
(coalesce(term.state, 'active') = 'active' AND in_force(term, day))

// fragment: in_force(relation, day)
// A dated relation on a day: its first and its last day both count, an end that is not known is open.
((relation.from IS NULL OR relation.from <= day) AND (relation.to IS NULL OR relation.to >= day))
