"""The ward community meeting, where no promise is lost, quietly moved, or marked as kept by whoever made it."""
