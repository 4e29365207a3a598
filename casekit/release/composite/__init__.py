"""A teaching case out of fragments of three or more cases: proposed, rewritten by a person, and measured."""
