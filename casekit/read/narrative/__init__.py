"""A narrative as a first table: what its words show, every guess marked."""
