"""What the database itself refuses: nobody changes a row of the history or of what reviewers read, even by hand."""

from __future__ import annotations

from sqlalchemy import Connection

SQLITE = (
    """CREATE TRIGGER history_keeps_update BEFORE UPDATE ON history
       BEGIN SELECT RAISE(ABORT, 'the history is never rewritten'); END""",
    """CREATE TRIGGER history_keeps_delete BEFORE DELETE ON history
       BEGIN SELECT RAISE(ABORT, 'the history is never shortened'); END""",
    """CREATE TRIGGER history_words_keeps_update BEFORE UPDATE ON history_words
       WHEN NEW.text IS NOT NULL OR NEW.salt IS NOT NULL
         OR NEW.chain IS NOT OLD.chain OR NEW.seq IS NOT OLD.seq OR NEW.n IS NOT OLD.n
       BEGIN SELECT RAISE(ABORT, 'words are removed whole or stay as they are'); END""",
    """CREATE TRIGGER history_words_keeps_delete BEFORE DELETE ON history_words
       BEGIN SELECT RAISE(ABORT, 'the place of removed words stays'); END""",
)

POSTGRESQL = (
    """CREATE FUNCTION history_refuses() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the history is never rewritten'; END $$""",
    """CREATE FUNCTION history_words_refuses() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN
         IF NEW.text IS NULL AND NEW.salt IS NULL
            AND NEW.chain = OLD.chain AND NEW.seq = OLD.seq AND NEW.n = OLD.n THEN RETURN NEW; END IF;
         RAISE EXCEPTION 'words are removed whole or stay as they are';
       END $$""",
    """CREATE TRIGGER history_keeps BEFORE UPDATE OR DELETE ON history
       FOR EACH ROW EXECUTE FUNCTION history_refuses()""",
    """CREATE TRIGGER history_keeps_all BEFORE TRUNCATE ON history
       FOR EACH STATEMENT EXECUTE FUNCTION history_refuses()""",
    """CREATE TRIGGER history_words_keeps_update BEFORE UPDATE ON history_words
       FOR EACH ROW EXECUTE FUNCTION history_words_refuses()""",
    """CREATE TRIGGER history_words_keeps_delete BEFORE DELETE ON history_words
       FOR EACH ROW EXECUTE FUNCTION history_refuses()""",
    """CREATE TRIGGER history_words_keeps_all BEFORE TRUNCATE ON history_words
       FOR EACH STATEMENT EXECUTE FUNCTION history_refuses()""",
)


SQLITE_VIEWS = tuple(
    f"""CREATE TRIGGER evidence_views_keeps_{what.lower()} BEFORE {what} ON evidence_views
        BEGIN SELECT RAISE(ABORT, 'what a reviewer read stays written down'); END"""
    for what in ("UPDATE", "DELETE")
)

POSTGRESQL_VIEWS = (
    """CREATE FUNCTION evidence_views_refuses() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'what a reviewer read stays written down'; END $$""",
    """CREATE TRIGGER evidence_views_keeps BEFORE UPDATE OR DELETE ON evidence_views
       FOR EACH ROW EXECUTE FUNCTION evidence_views_refuses()""",
    """CREATE TRIGGER evidence_views_keeps_all BEFORE TRUNCATE ON evidence_views
       FOR EACH STATEMENT EXECUTE FUNCTION evidence_views_refuses()""",
)


def create_triggers(connection: Connection) -> None:
    """Create the triggers of the history on a database that has the history's tables and not yet its triggers."""
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(statement)


def keep_views(connection: Connection) -> None:
    """Let what reviewers read stay as it is, on a database that has its table and not yet these triggers."""
    for statement in SQLITE_VIEWS if connection.dialect.name == "sqlite" else POSTGRESQL_VIEWS:
        connection.exec_driver_sql(statement)
