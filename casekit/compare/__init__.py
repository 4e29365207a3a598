"""Many cases side by side: how often, what goes together, how long; and how much of that chance would deliver."""
