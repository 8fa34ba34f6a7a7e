"""What is printed: the board, agenda, minutes, what became of what was asked, what is due, the list of promises."""
