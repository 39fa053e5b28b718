"""What decides, stated once: kinds and roles, states, periods, calendar, eligibility. Imports only the taxonomy."""
