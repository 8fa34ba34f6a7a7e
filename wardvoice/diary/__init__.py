"""The diary of a member of staff: a mail each morning with what needs them, and a calendar for programs.

Nothing here knows of anything private: no concern, no alert, no reader's inbox.
"""
