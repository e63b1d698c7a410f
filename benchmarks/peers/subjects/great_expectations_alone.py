"""Great Expectations over a pandas frame. COMPLETE results keep the indices of the rows that fail.

None of its expectations for pandas multiplies: the tenfold of spending is made beforehand, in whole numbers.
"""

from pathlib import Path

import great_expectations as gx
import pandas as pd

KEEPS_ROWS = True


def violations(records: Path, into: Path) -> list[int]:
    """Validate a suite of three expectations; write the indices."""
    frame = pd.read_parquet(records)
    frame["tenfold"] = frame["spending"] * 10
    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("pandas").add_dataframe_asset("records")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    suite = gx.ExpectationSuite(
        name="rules",
        expectations=[
            gx.expectations.ExpectColumnValuesToBeBetween(column="coverage", min_value=9500),
            gx.expectations.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A="tenfold", column_B="revenue", or_equal=True
            ),
            gx.expectations.ExpectColumnValuesToNotBeNull(column="staff"),
        ],
    )
    results = batch.validate(suite, result_format={"result_format": "COMPLETE"}).results
    by_kind = {each.expectation_config.type: each.result for each in results}
    counts = []
    for number, kind in enumerate(
        (
            "expect_column_values_to_be_between",
            "expect_column_pair_values_a_to_be_greater_than_b",
            "expect_column_values_to_not_be_null",
        )
    ):
        result = by_kind[kind]
        rows = frame.loc[result["unexpected_index_list"]]
        rows.to_parquet(into / f"rule-{number}.parquet")
        counts.append(int(result["unexpected_count"]))
    return counts
