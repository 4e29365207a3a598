"""From the stalls of one case to the system causes behind them: people name them, the kit keeps the book."""
