"""Bulk runs (批量核查): Parquet and CSV of any size -> cubes of figures, whole columns at a time.

`survey` looks which files and places there are, `divide` cuts them into parts, `read` turns one part into a cube: in
whatever process, for the part says all that is needed. What a cube says is what `intake.read` says of the same rows.
"""

from zhunsheng.intake.columnar.dividing import divide
from zhunsheng.intake.columnar.held import Held
from zhunsheng.intake.columnar.model import Survey
from zhunsheng.intake.columnar.reading import read
from zhunsheng.intake.columnar.survey import located, survey
from zhunsheng.intake.columnar.years import years

__all__ = ["Held", "Survey", "divide", "located", "read", "survey", "years"]
