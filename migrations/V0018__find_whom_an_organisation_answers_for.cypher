// Who answers for people and investors without an account.
CREATE INDEX person_answered_by IF NOT EXISTS FOR (n:Person) ON (n.answered_by);
CREATE INDEX investor_answered_by IF NOT EXISTS FOR (n:Investor) ON (n.answered_by);
