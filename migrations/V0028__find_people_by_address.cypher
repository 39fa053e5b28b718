// One person under another record: found by e-mail address and ORCID without going through everybody.
CREATE INDEX person_email IF NOT EXISTS FOR (n:Person) ON (n.email);
CREATE INDEX person_orcid IF NOT EXISTS FOR (n:Person) ON (n.orcid);
