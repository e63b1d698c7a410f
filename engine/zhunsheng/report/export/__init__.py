"""Tables for spreadsheets: the judgements as CSV; findings, judgements, flags and problems as a workbook."""
