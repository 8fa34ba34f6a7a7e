"""The patients' council across the wards: what reached it and why, answers due and late, themes, its meetings (R2)."""
