"""WardVoice: the ward community meeting, where promises to patients cannot be lost, quietly moved, or marked as kept by the one who made them."""
