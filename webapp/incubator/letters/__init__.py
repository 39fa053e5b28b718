"""Letters to supervisors and founders, and their templates."""
