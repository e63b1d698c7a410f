# ruff: noqa: E501 - a plan is written in long lines
"""The files of the small plan that stand beside its rules: policy, units, assessment, ledger."""

POLICY = """\
strata:
  - id: classify
    facts: judgements
    per: [rule, entity]
    sees: [nature, status, owner, year_no]
    rules:
      - id: missed
        when: {j: {nature: binding, status: missed, year_no: ">= 1"}}
        then: {about: j, kind: violation, level: red}
        because: {zh: 未达标, en: missed}
      - id: twice
        when:
          before: {status: "!= met"}
          now: {year_no: before.year_no + 1, status: "!= met"}
        then: {about: now, kind: alert, level: orange}
        because: {zh: 连续两年, en: two years running}
  - id: load
    facts: tallies
    per: [owner, year]
    tallies:
      alerts: {kind: alert}
      reds: {kind: alert, level: red}
    sees: [alerts, reds]
    rules:
      - id: three
        when: {t: {alerts: ">= 3"}}
        then: {about: t, kind: alert, level: orange}
        because: {zh: 三项预警, en: three alerts}
"""

UNITS = """\
# units
percent = 1/100 = %
percentage_point = [percentage_point] = 百分点
元 = [currency]
万元 = 10000 * 元
亿元 = 100000000 * 元
人 = [population]
千人 = 1000 * 人
万人 = 10000 * 人
个 = [item]
张 = [bed]
亩 = 2000/3 * meter ** 2
"""

ASSESSMENT = """\
id: weighed
title: 考核
source: {locator: 第三章, anchor: 考核}
places: district
counted_by: rural
because: 按镇折算
cap: 120 %
negative: quotient
margins: {weights: 20 %, figures: 2.5 %, draws: 50, seed: 7}
themes:
  - id: wealth
    title: 经济
    source: {locator: 第三章, anchor: 经济}
    missing: {not_reported: lowest, not_evaluable: exclude}
    rules: [share, jobs]
    indicators: [总收入]
  - {id: works, title: 工程, source: {locator: 第三章, anchor: 工程}, missing: zero, rules: [centre]}
zones:
  - {zone: 核心区, weights: {wealth: 62.5, works: 37.5}, assumed: true, because: 没有写, source: {locator: 第三章, anchor: 核心区}}
unmeasured:
  - {title: 生态, zones: [core], because: 没有指标}
"""

LEDGER = """\
terms: {default: 60, violation: 30, alert: {red: 45, blue: 90}}
"""
