"""Why a proposal was made: contributions, facts, cautions and their sentences."""
