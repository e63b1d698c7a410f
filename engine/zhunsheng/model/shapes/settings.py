"""The keys of zhunsheng.toml, or of [tool.zhunsheng] in pyproject.toml."""

from zhunsheng.model.shapes.base import Either, Entries, Shape, Value
from zhunsheng.model.shapes.values import TEXT, may, need
from zhunsheng.model.text import Text

_LANG = Value(about=Text("语言", "language"), choices={"zh": Text("中文", "Chinese"), "en": Text("英文", "English")})
_FAIL_ON = Value(
    about=Text("到哪一级", "from which kind on"),
    choices={
        "violation": Text("违反", "violation"),
        "alert": Text("预警及以上", "alert, or worse"),
        "never": Text("从不", "never"),
    },
)
_YEAR = Value(about=Text("一年，或一段年份", "a year, or a range"), pattern=r"[0-9]{4}(-[0-9]{4})?", number=True)
_WORD = Value(
    about=Text("级别", "how grave"),
    choices={
        "error": Text("错误", "an error"),
        "warning": Text("疑问", "a warning"),
        "note": Text("说明", "a note"),
        "off": Text("不报", "not reported"),
    },
)
LEVEL = Shape(
    name="level-with-reason",
    about=Text("级别和理由", "how grave, and why"),
    keys=(
        need("level", Text("级别", "how grave"), _WORD, "off"),
        may("reason", Text("为什么", "why"), TEXT, "本办公室的规则不写数字"),
    ),
)
LINT = Shape(
    name="lint",
    about=Text("lint 怎样看待查出来的", "how lint weighs what it finds"),
    keys=(
        may(
            "level",
            Text("各个编号的级别", "the level of a number"),
            Entries(
                keys=Value(about=Text("编号或代码", "a number or a code"), pattern=r"ZS[0-9]{3}|[a-z]+(-[a-z]+)*"),
                of=Either(options=(_WORD, LEVEL)),
            ),
            {"ZS324": "note"},
        ),
        may("baseline", Text("基线：其中的警告不再列出", "warnings in it are not told again"), TEXT, "lint.json"),
    ),
)
SETTINGS = Shape(
    name="settings",
    about=Text("zhunsheng.toml：不写参数时用的设置", "zhunsheng.toml: what is used where no flag is given"),
    keys=(
        may(
            "rules", Text("规则文件夹，相对于本文件", "the folder of plans, from where this file stands"), TEXT, "rules"
        ),
        may("plan", Text("只用这个规划", "only this plan"), TEXT, "some-county-14fyp"),
        may("year", Text("年份", "the year"), _YEAR, 2025, "2021-2025"),
        may("fail-on", Text("到哪一级以退出码 1 结束", "which findings give exit code 1"), _FAIL_ON, "alert"),
        may("lang", Text("语言", "language"), _LANG, "zh"),
        may("unit", Text("发文单位", "the office that papers are from"), TEXT, "江海区督查室"),
        may(
            "leaders",
            Text("分管领导名单，相对于本文件", "the list of leaders, from where this file stands"),
            TEXT,
            "leaders.yaml",
        ),
        may(
            "store",
            Text(
                "库，相对于本文件；编辑器用它说出上次的判定",
                "a store, from where this file stands: editors tell the last verdicts from it",
            ),
            TEXT,
            "江海.zs",
        ),
        may(
            "sources",
            Text(
                "原文文件夹，内有 规划编号.txt，相对于本文件；lint 用它核对出处，编辑器从出处跳到原文",
                "a folder of PLAN-ID.txt, from where this file stands: lint verifies citations, editors go to them",
            ),
            TEXT,
            "原文",
        ),
        may("lint", Text("lint 怎样看待查出来的", "how lint weighs what it finds"), LINT, {"baseline": "lint.json"}),
    ),
)
