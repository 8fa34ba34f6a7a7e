"""What is known of people: who asks, whose name lives, which cards and terms there are. Always scoped to a ward."""

from wardvoice.people.queries.caller import CallerLoader, load_caller

__all__ = ["CallerLoader", "load_caller"]
