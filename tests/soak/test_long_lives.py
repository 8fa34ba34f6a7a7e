"""The suite's state machine, hundreds of times: what people do in any order never breaks a promise of the house."""

from hypothesis import HealthCheck, settings

from tests.journeys.test_any_life import AnyLife


class LongLife(AnyLife):
    """The same ward, tried far more often and for longer."""


LongLife.TestCase.settings = settings(
    max_examples=300, stateful_step_count=80, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLongLife = LongLife.TestCase
