"""A made-up plan text with every trouble that published texts give, and rules that cite it."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from tests.support import judging
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.plan import Context, ContextReason, Discrepancy, DiscrepancyKind, Reading
from zhunsheng.model.rule import Citation, Rule, Source

TEXT = """\
云溪县　水务规划

目 录

前 言\t1
第一章 总体要求\t2
第一节\t主要目标\t2
第二章 主要任务\t3

前 言

2020年，全县供水人口达到１２．３万人，比上期增长8.5%，新开线路6条。

第一章 总体要求

第一节 主要目标

到2025年，**城区供水普及率**达到 98 ％，全县新建和改造的主干供水管

网合计 38.66 公里，农村供水保证率达到95%。二次供水小区改造率、户表改造率分别达到80%、90%。

表1 主要指标

类别\t序号\t指标\t2020年\t2025年\t属性
供水\t1\t供水普及率（%）\t92\t98\t约束性
\t2\t学位\t\t\t
\t\t小学（个）\t40\t>40\t预期性
\t供水\t3\t日供水量（万吨）\t5\t7.5\t预期性
4\t\t水质达标率（%）\t-\t95\t约束性
\t5\t累计改造\t[2.82]\t[2.7]\t预期性
\t6\t每千人口配有3岁以下幼儿饮水点\t2\t5\t预期性

注：[]内为累计数。

第二章 主要任务

第一节 工程

专栏 1：供水工程

1.水厂。新建水厂5—8座，总投资30.65万元。
2.队伍。培育水务企业两家以上；农村配备1名管水员，社区配备2名管水员。
2.管网。引导50家企业参与，改造管网1.2万米。
3.供水点。建设区、街两级供水点，打造一个“15 分钟取水圈”，推进“两个优先”。

第二节 覆盖

社区服务100%覆盖、上门服务100%覆盖。实现5G网络全覆盖，控制PM2.5，执行“1+6”安排。
上期完成125项、195户。

专栏 10：其他

名词解释

1. <p>两网：即供水网。</p>

附件1

分区表

附件2

任务分工表

1

水源保护

抓好15个示范镇建设。

2020年,全县美丽村比例65%以上;重点镇美丽村比例70%以上。

2021-2022年,全县美丽村比例75%以上。

水务局牵头

二、分区

2

龙头企业

2020年,培育企业5家。

2021年,培育企业3家。
"""


def rule(
    demands: Mapping[int, str] | str,
    locator: str,
    anchor: str,
    *figures: str,
    unit: str = "percent",
    also: Sequence[Citation] = (),
    **changes: Any,  # noqa: ANN401
) -> Rule:
    """Build a rule that cites `figures` near `anchor`; `demands` as for `judging.rule`."""
    source = Source(document="d", locator=locator, anchor=anchor, figures=figures, also=tuple(also))
    return judging.rule(demands, unit=unit, source=source, **changes)


def catalogue(*rules: Rule, discrepancies: Sequence[Discrepancy] = (), context: Sequence[Context] = ()) -> Catalogue:
    numbered = [replace(one, id=f"r{number}") if one.id == "r" else one for number, one in enumerate(rules)]
    made = judging.catalogue(numbered)
    return replace(made, plan=replace(made.plan, discrepancies=tuple(discrepancies), context=tuple(context)))


def reading(locator: str, anchor: str, *figures: str, rules: Sequence[str] = ()) -> Discrepancy:
    """Build a discrepancy of one reading."""
    one = Reading(locator=locator, anchor=anchor, figures=figures, says="…")
    return Discrepancy(
        id="doubt",
        title="疑",
        kind=DiscrepancyKind.MISPRINT,
        readings=(one,),
        chosen=None,
        because="…",
        rules=tuple(rules),
    )


def context(
    locator: str, anchor: str | None = None, *figures: str, reason: ContextReason = ContextReason.BACKGROUND
) -> Context:
    return Context(locator=locator, anchor=anchor, figures=figures, reason=reason, note="…")
