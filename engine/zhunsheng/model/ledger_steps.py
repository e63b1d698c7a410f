"""The steps of an item's life since it was opened, or opened again: in the order of the log, whatever day acts bear."""

from zhunsheng.model.ledger import Act, Course, Deed, Item, Step


def since_opened(item: Item) -> tuple[Step, ...]:
    """Return the steps from the run on that opened the item, or opened it again after it was put right."""
    began = 0
    for number, step in enumerate(item.steps):
        came_back = step.look is not None and step.course is Course.REOPENED
        if came_back and item.steps[number - 1].course is not Course.REOPENED:
            began = number
    return item.steps[began:]


def done(item: Item, *deeds: Deed) -> tuple[Act, ...]:
    """Return what was done of these kinds since the item was opened, or opened again."""
    return tuple(step.act for step in since_opened(item) if step.act is not None and step.act.deed in deeds)
