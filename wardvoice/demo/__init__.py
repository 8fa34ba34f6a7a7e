"""The invented hospital: its people and their stories, small to look around in, large to measure with."""
