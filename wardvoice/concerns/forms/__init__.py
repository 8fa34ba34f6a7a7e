"""What a person may type in private."""
