"""What may leave: consent, the level that was asked for, who could be recognised, and who is in the room."""
