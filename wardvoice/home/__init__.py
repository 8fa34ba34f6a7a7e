"""The start page: what somebody can do here, and what waits for them."""
