"""Opening what somebody gave: only what can be opened without harm, and without loss."""
