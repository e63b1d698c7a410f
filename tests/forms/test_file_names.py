"""Whatever a department is called, its file stays in its folder."""

from pathlib import PurePosixPath, PureWindowsPath

from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.forms.file_names import file_names

TITLES = st.text(st.characters(exclude_categories=()), max_size=300) | st.sampled_from(
    [
        "..",
        ".",
        "",
        "/etc/passwd",
        "C:\\a",
        "CON",
        "nul.xlsx",
        "a/../../b",
        "-rf",
        "~$锁",
        "局\0",
        "局\n",
        "Ａ局",
        "a" * 999,
    ]
)


@given(st.lists(TITLES, max_size=12))
def test_names_are_safe_and_all_different(titles: list[str]) -> None:
    names = file_names(2024, titles)
    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert PurePosixPath(name).name == PureWindowsPath(name).name == name
        assert name.startswith("2024-")
        assert name.endswith(".xlsx")
        assert name.isprintable()
        assert len(name.encode()) <= 255
        assert not set(name) & set('<>:"/\\|?*&; ')


def test_ordinary_titles_are_kept() -> None:
    assert file_names(2024, ["区住建局", "各市（区）政府", "区住建局", "区/住建局"]) == [
        "2024-区住建局.xlsx",
        "2024-各市（区）政府.xlsx",
        "2024-区住建局-2.xlsx",
        "2024-区_住建局.xlsx",
    ]
