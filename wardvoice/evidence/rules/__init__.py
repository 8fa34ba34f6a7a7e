"""How a ward is doing, counted: plain functions of facts and a day (rules.md, Measures)."""
