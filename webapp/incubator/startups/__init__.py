"""The incubator's startups, as a table and one by one."""
