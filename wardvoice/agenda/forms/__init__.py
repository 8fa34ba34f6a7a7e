"""What a person may type about items and agendas."""
