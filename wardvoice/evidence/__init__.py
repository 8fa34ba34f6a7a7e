"""How a ward is doing: measures that anybody can recount from its history, and the lists behind them (E1 – E7)."""
