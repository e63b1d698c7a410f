"""The form of those who issue targets, or know the figure that others are compared with."""

from zhunsheng.forms.earlier import Earlier
from zhunsheng.forms.entries import Entry, Form
from zhunsheng.forms.targets import demand
from zhunsheng.forms.units import is_share, unit_in_words
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.form import identity
from zhunsheng.model.plan import Place
from zhunsheng.model.rule import Rule

TITLE = "下达目标和基准值"
ISSUED, BENCHMARK = "下达目标", "基准值"
"""What a row is (类型), as intake reads it."""


def issued_form(catalogue: Catalogue, year: int, earlier: Earlier) -> Form:
    """Ask for every target of `year` that is issued later or compared with others; blank where there is none."""
    places = {place.id: place for place in catalogue.plan.places}
    rows: dict[tuple[str, str, str], Entry] = {}
    for rule in catalogue.rules.values():
        if any(target.year == year and target.value is None for target in rule.targets):
            for place in rule.scope:
                entry = _entry(catalogue, rule, places[place], year, earlier)
                rows.setdefault((rule.indicator, place, entry.record), entry)
    return Form(
        identity=identity(catalogue.plan.id, year, catalogue.digest, ""),
        plan=catalogue.plan,
        title=f"{year} 年{TITLE}",
        department="",
        year=year,
        issued=tuple(rows.values()),
        known=earlier.known,
    )


def _entry(catalogue: Catalogue, rule: Rule, place: Place, year: int, earlier: Earlier) -> Entry:
    indicator = catalogue.indicators[rule.indicator]
    issued = earlier.issued(rule.indicator, place.id)
    asked = "" if rule.benchmark is None else f"请填{rule.benchmark}"
    meaning = [asked, indicator.definition, rule.note, f"出处：{rule.source.locator}"]
    return Entry(
        indicator=indicator,
        place=place,
        unit=unit_in_words(indicator),
        meaning="\n".join(each for each in meaning if each),
        target=demand(rule, indicator.kind, catalogue.plan.period, year, issued),
        record=ISSUED if rule.benchmark is None else BENCHMARK,
        share=is_share(indicator),
    )
