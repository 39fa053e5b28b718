// Applications on the public pages of incubators; the pages of incubators that there are stay off.
CREATE CONSTRAINT application_id IF NOT EXISTS FOR (n:Application) REQUIRE n.id IS UNIQUE;
CREATE INDEX application_incubator IF NOT EXISTS FOR (n:Application) ON (n.incubator_id);
CREATE INDEX application_email IF NOT EXISTS FOR (n:Application) ON (n.email);
CREATE INDEX incubator_page_address IF NOT EXISTS FOR (n:Incubator) ON (n.page_address);
