"""The rhythm of the ward's meetings: planned, held, called off, and who was there."""
