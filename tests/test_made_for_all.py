"""What is made for all is made once, and whoever comes second waits until it is whole."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest

from tests.made_for_all import made_for_all


def test_it_is_made_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    made: list[Path] = []
    folders = {made_for_all(tmp_path_factory, "once", made.append) for _ in range(2)}
    assert len(folders) == len(made) == 1


def test_what_failed_is_made_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        made_for_all(tmp_path_factory, "again", fail)
    folder = made_for_all(tmp_path_factory, "again", lambda begun: (begun / "whole").touch())
    assert [file.name for file in folder.iterdir()] == ["whole"]


def test_the_second_waits_until_it_is_whole(tmp_path_factory: pytest.TempPathFactory) -> None:
    begins, goes_on, found = Event(), Event(), list[str]()

    def make(folder: Path) -> None:
        begins.set()
        assert goes_on.wait(60)
        (folder / "whole").touch()

    def come() -> None:
        found.extend(file.name for file in made_for_all(tmp_path_factory, "whole", make).iterdir())

    first, second = Thread(target=come), Thread(target=come)
    first.start()
    assert begins.wait(60)
    second.start()
    goes_on.set()
    for one in (first, second):
        one.join()
    assert found == ["whole"] * 2
