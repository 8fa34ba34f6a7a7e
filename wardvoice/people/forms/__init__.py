"""What may be typed at the doors, about cards and terms, and about accounts."""
