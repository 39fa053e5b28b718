// A term in a pool names its state as everything else does.
MATCH ()-[m:IN_POOL_OF]->()
WHERE m.status IS NOT NULL
SET m.state = m.status
REMOVE m.status;
