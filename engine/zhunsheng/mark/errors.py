"""Why a workbook cannot be marked as it stands."""


class UnmarkableError(Exception):
    """The workbook is built in a way that its own copy cannot be vouched for; its rows are shown as text instead."""
