"""Formulas: the stored result is used and said; without one, or drawn from elsewhere, it is refused."""

from tests.seeded.kinds import WARNING, Kind, formula, put, typed

KINDS = (
    Kind("=300+30.25，存有结果", formula("=300+30.25", 330.25), "formula-result-used", WARNING),
    Kind("='上年'!B2，存有结果", formula("='上年'!B2*1.1", 330.25), "formula-result-used", WARNING),
    Kind("=300+30.25，没有算过", formula("=300+30.25", None), "formula-not-calculated"),
    Kind("=[1]台账!B2（外部文件）", formula("=[1]台账!B2", 330.25), "external-formula"),
    Kind("='C:\\[台账.xlsx]表'!B2", formula("='C:\\[台账.xlsx]表'!B2", 330.25), "external-formula"),
    Kind("=cmd|'/C calc'!A0（DDE）", formula("=cmd|'/C calc'!A0", 330.25), "external-formula"),
    Kind("=WEBSERVICE(…)", formula('=WEBSERVICE("http://a.b")', 330.25), "external-formula"),
    Kind("公式的结果是“约330”", formula('="约"&amp;330', "约330"), "approximate-figure"),
    Kind("公式写成文字", typed("'=300+30.25"), "formula-as-text"),
    Kind("单位是没有算过的公式", put("单位", "=A1"), "formula-not-calculated"),
)
