"""How the figures and the lists behind them are told."""
