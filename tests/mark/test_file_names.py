"""Whatever a file is called, its copy has a name of its own that every system takes."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhunsheng.mark.file_names import file_names


def test_the_name_is_that_of_the_file_with_a_suffix_that_is_put_once() -> None:
    assert file_names(["甲/区城管局-2024.xlsx", "乙/区城管局-2024-批注.xlsx", "b.csv", "B.json"]) == [
        "区城管局-2024-批注.xlsx",
        "区城管局-2024-批注-2.xlsx",
        "b-批注.xlsx",
        "B-批注-2.xlsx",
    ]


def test_blanks_inside_a_name_are_kept() -> None:
    assert file_names(["区应急局 - 副本.xlsx", " -a .csv", "  .csv", "a\tb\u3000c.csv"]) == [
        "区应急局 - 副本-批注.xlsx",
        "a-批注.xlsx",
        "_-批注.xlsx",
        "a_b_c-批注.xlsx",
    ]


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=80), max_size=8))
def test_names_are_safe_and_all_different(files: list[str]) -> None:
    names = file_names(files)
    assert len({name.casefold() for name in names}) == len(files)
    for name in names:
        assert not name.startswith((".", "-", "~", " "))
        assert not set(name) & set('/\\:*?"<>|\0\n')
        assert len(name.encode()) <= 255
