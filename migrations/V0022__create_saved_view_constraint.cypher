// Views of tables that people saved.
CREATE CONSTRAINT saved_view_id IF NOT EXISTS FOR (n:SavedView) REQUIRE n.id IS UNIQUE;
CREATE INDEX saved_view_incubator_id IF NOT EXISTS FOR (n:SavedView) ON (n.incubator_id);
