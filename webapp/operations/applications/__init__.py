"""Applications on the public pages of incubators."""
