"""The room of slips: five words with which somebody without a name comes back for an answer."""
