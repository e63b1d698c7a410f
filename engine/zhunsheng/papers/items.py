"""Findings as items of a paper: what was found, by which clause, in which cells, by what arithmetic."""

from collections.abc import Iterable, Sequence

from zhunsheng.model.figures import limit_amount, limit_digits
from zhunsheng.model.finding import Finding, FindingKind
from zhunsheng.model.page_findings import Card
from zhunsheng.model.page_parts import Number
from zhunsheng.model.question import Question
from zhunsheng.model.readable import readable
from zhunsheng.model.validation import CheckLevel
from zhunsheng.model.words import CHECK_LEVEL, KIND
from zhunsheng.papers.dossier import LANG, MADE_UP, Dossier, no_cell
from zhunsheng.papers.entries import NOT_ENTERED, of_card
from zhunsheng.papers.plates import Plates
from zhunsheng.papers.shapes import Asked, Department, Item

_COLLECTED = "据所列各条，没有单元格"
_CLAUSE = "{0}“{1}”"
_EXACT = "（精确值 {0}）"


def items(dossier: Dossier, cards: Iterable[Card]) -> tuple[Item, ...]:
    """Number `cards`, in order, and put each in the words of a paper."""
    return tuple(_item(dossier, number, card) for number, card in enumerate(cards, 1))


def departments(dossier: Dossier) -> tuple[Department, ...]:
    """List the departments that findings of the year concern, each with its own."""
    by_owner: dict[str, list[Card]] = {}
    for card in dossier.cards:
        by_owner.setdefault(card.owner_id, []).append(card)
    plates = Plates(dossier)
    return tuple(
        Department(
            title=title,
            counts=counts(by_owner[owner]),
            items=items(dossier, by_owner[owner]),
            plates=plates.of(by_owner[owner]),
        )
        for owner, title in dossier.departments.items()
        if owner in by_owner
    )


def counts(cards: Sequence[Card]) -> str:
    """Count findings by kind: “违反 1 条、预警 5 条”."""
    parts = ((kind, sum(len(card.conclusions) for card in cards if card.kind == kind)) for kind in FindingKind)
    return "、".join(f"{KIND[kind].to(LANG)} {count} 条" for kind, count in parts if count)


def asked(dossier: Dossier, department: str | None = None) -> tuple[Asked, ...]:
    """List what is asked about the data of the year: of one department, or of all where none is named."""
    wanted = [each for each in dossier.questions if department is None or each.department == department]
    return tuple(_asked(dossier, number, each) for number, each in enumerate(wanted, 1))


def asked_line(every: Sequence[Asked]) -> str:
    """Count questions by level: “疑问 6 条、提示 1 条”; blank where there are none."""
    words = [CHECK_LEVEL[level].to(LANG) for level in CheckLevel]
    counted = ((word, sum(each.level == word for each in every)) for word in words)
    return "、".join(f"{word} {count} 条" for word, count in counted if count)


def number_text(number: Number | None) -> str:
    """Write a figure as paper needs it: with its exact fraction, for paper has no tooltip."""
    if number is None:
        return "—"
    exact = _EXACT.format(number.exact) if number.exact else ""
    return f"{number.text}{exact}{MADE_UP if number.illustrative else ''}"


def ledger_line(dossier: Dossier, card: Card) -> str:
    """Say how the items of a card stand; that it is in no ledger; nothing of a notice, which enters none."""
    found = of_card(dossier, card)
    if dossier.register is None or (card.kind == FindingKind.NOTICE and not found):
        return ""
    return "　".join(each.told for each in found) or NOT_ENTERED


def _item(dossier: Dossier, number: int, card: Card) -> Item:
    findings = dossier.findings(card)
    return Item(
        no=number,
        kind=card.kind_word,
        level=card.level_word,
        title=card.title,
        place=card.place,
        owner=card.owner,
        nature=card.nature,
        status=card.status.word if card.status is not None else "",
        clause=_clause(dossier, findings),
        demand=_demand(dossier, card, findings),
        value=number_text(card.value),
        gap=number_text(card.gap),
        cells=_cells(dossier, card, findings),
        arithmetic=card.arithmetic,
        because="、".join(dict.fromkeys(each.text for each in card.conclusions)),
        ids="、".join(each.id for each in card.conclusions),
        rests_on="；".join(card.rests_on),
        doubts="；".join(words for _, words in card.doubts),
        flags=f"{card.flags.text}（{card.flags.title}）" if card.flags is not None else "",
        entries=of_card(dossier, card),
        ledger=ledger_line(dossier, card),
    )


def _demand(dossier: Dossier, card: Card, findings: Sequence[Finding]) -> str:
    """Write what is asked with its unit: a letter is read without the page beside it."""
    judgement = dossier.about(findings[0]) if findings else None
    if judgement is None or judgement.operator is None or judgement.target is None:
        return card.target
    limit = (judgement.operator, judgement.target, judgement.upper, judgement.unit, LANG)
    return card.target.replace(limit_digits(*limit), readable(limit_amount(*limit)), 1)


def _clause(dossier: Dossier, findings: Iterable[Finding]) -> str:
    """Name the passages that findings rest on; for a department's, those of the findings that it counts, in brief."""
    told: dict[str, None] = {}
    for finding in findings:
        if finding.source is not None:
            told[_CLAUSE.format(readable(finding.source.locator), readable(finding.source.anchor))] = None
        told |= {readable(each.source.locator): None for each in dossier.counted(finding) if each.source is not None}
    return "；".join(told)


def _cells(dossier: Dossier, card: Card, findings: Sequence[Finding]) -> str:
    """Name the cells: of figures, of what could not be read, of blanks; or say that there are none."""
    told = dict.fromkeys(f"{spot.at}（{spot.by}）" if spot.by else spot.at for spot in card.cells)
    for finding in findings:
        for each in (finding, *dossier.counted(finding)):
            judgement = dossier.about(each)
            blanks = dossier.blanks(judgement) if judgement is not None else []
            told.update(dict.fromkeys(f"{dossier.cell(at)}（空白）" for at in blanks))
    judged = dossier.about(findings[0]) if findings else None
    return "；".join(told) or (_COLLECTED if judged is None else no_cell(judged))


def _asked(dossier: Dossier, number: int, question: Question) -> Asked:
    hints = (question.expected, question.hint)
    return Asked(
        no=number,
        level=CHECK_LEVEL[question.level].to(LANG),
        owner=dossier.departments.get(question.department, readable(question.department)) or "未定部门",
        what=readable(question.message.to(LANG)),
        cells=dossier.cells(question.at) or "—",
        arithmetic=readable(question.arithmetic),
        hint="；".join(readable(text.to(LANG)) for text in hints if text is not None),
    )
