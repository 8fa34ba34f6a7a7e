"""The tests' own PostgreSQL gives every test a database of its own."""

from sqlalchemy import create_engine, text


def fill(url: str) -> int:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE said (words text)"))
        connection.execute(text("INSERT INTO said VALUES ('one')"))
        count = connection.execute(text("SELECT count(*) FROM said")).scalar_one()
    engine.dispose()
    return count


def test_a_fresh_database(postgres_url):
    assert fill(postgres_url) == 1


def test_another_fresh_database(postgres_url, postgres_cluster):
    assert fill(postgres_url) == 1
    second = postgres_cluster.new_database()
    assert fill(second) == 1
    postgres_cluster.drop(second)
