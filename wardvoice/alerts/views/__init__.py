"""The pages of alerts: the writer's, the office's, and those of whoever goes there."""

from wardvoice.alerts.views import asking, going, showing, station, telling
from wardvoice.alerts.views.room import bp

__all__ = ["asking", "bp", "going", "showing", "station", "telling"]
