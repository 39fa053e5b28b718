// By which ids of their own organisations mean records when they send them again.
CREATE CONSTRAINT sender_id_id IF NOT EXISTS FOR (n:SenderId) REQUIRE n.id IS UNIQUE;
CREATE INDEX sender_id_record_id IF NOT EXISTS FOR (n:SenderId) ON (n.record_id);
// What they said of the headings and words of their tables.
CREATE CONSTRAINT table_mapping_id IF NOT EXISTS FOR (n:TableMapping) REQUIRE n.id IS UNIQUE;
