"""All the text that a file holds, each piece with its place; and what could not be looked into."""
