"""What writers and readers type."""
