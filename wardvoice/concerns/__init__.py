"""What somebody says in private: to one kind of reader, without a name, answered in time."""
