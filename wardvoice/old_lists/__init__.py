"""The ward's old list of actions, from a spreadsheet: read line by line, and brought in as a whole or not at all."""
