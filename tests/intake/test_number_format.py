"""What a number format makes of a number on the screen."""

import pytest

from zhunsheng.intake.number_format import Shown, shown_as

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        (None, 1, Shown(0, False, "")),
        ("General", 1, Shown(0, False, "")),
        ("0.00", 1, Shown(0, False, "")),
        ("#,##0.00", 1, Shown(0, False, "")),
        ("0.00%", 1, Shown(1, False, "")),
        ("0%%", 1, Shown(2, False, "")),
        ('0.00"%"', 1, Shown(0, False, "%")),
        ("0.00\\%", 1, Shown(0, False, "%")),
        ("0,", 1, Shown(0, True, "")),
        ("#,##0,,", 1, Shown(0, True, "")),
        ('0!.0,"万"', 1, Shown(0, True, ".万")),
        ('0.0"万人"', 1, Shown(0, False, "万人")),
        ("0.0万人", 1, Shown(0, False, "万人")),
        (ACCOUNTING, 5, Shown(0, False, "")),
        (ACCOUNTING, 0, Shown(0, False, "-")),
        ("0.00%;[Red]-0.00%", -1, Shown(1, False, "")),
        ("0.00;0.00%", -1, Shown(1, False, "")),
        ("0.00;0.00%", 0, Shown(0, False, "")),
        ("0.00%;0.00;0", 0, Shown(0, False, "")),
        ('"a;b"0', 1, Shown(0, False, "a;b")),
        ('0"open', 1, Shown(0, False, "open")),
    ],
)
def test_shown_as(code: str | None, value: float, shown: Shown) -> None:
    assert shown_as(code, value) == shown


def test_a_format_with_conditions_is_unclear_unless_all_sections_agree() -> None:
    assert shown_as("[>1]0.00;0.00%", 2) is None
    assert shown_as("[>1]0.00;[<0]0.0", 2) == Shown(0, False, "")
