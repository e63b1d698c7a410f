"""What may stand at a place of a file, by the table of keys, and what a word there names."""

from zhunsheng.editor.words import Way, Word
from zhunsheng.model.shapes.base import Either, Entries, Form, Key, Refers, Several, Shape, Value


def forms_at(root: Shape, way: Way) -> tuple[Form, ...]:
    """Return every form that may stand at `way`; none where the way leads nowhere."""
    forms: tuple[Form, ...] = (root,)
    for step in way:
        forms = tuple(below for form in forms for below in _behind(form, step))
    return tuple(option for form in forms for option in _options(form))


def _options(form: Form) -> tuple[Form, ...]:
    """Take apart what may be written in several ways."""
    if isinstance(form, Either):
        return tuple(each for option in form.options for each in _options(option))
    if isinstance(form, Several) and form.or_one:
        return (form, *_options(form.of))
    return (form,)


def _behind(form: Form, step: str | int) -> tuple[Form, ...]:
    """What stands behind a key, or is an item of a list."""
    found: list[Form] = []
    for option in _options(form):
        if isinstance(option, Shape) and (key := option.key(str(step))) is not None:
            found.append(key.of)
        elif (isinstance(option, Several) and isinstance(step, int)) or (
            isinstance(option, Entries) and isinstance(step, str)
        ):
            found.append(option.of)
    return tuple(found)


def values_at(root: Shape, way: Way) -> tuple[Value, ...]:
    """Return what single values may stand at `way`."""
    return tuple(form for form in forms_at(root, way) if isinstance(form, Value))


def key_of(root: Shape, word: Word) -> Key | None:
    """Return what is known of a key that is written in a file."""
    for form in forms_at(root, word.way[:-1]):
        if isinstance(form, Shape) and (key := form.key(word.text)) is not None:
            return key
    return None


def named_by(root: Shape, word: Word) -> Refers | None:
    """Say what sort of thing a key or a value names, if it names one that is declared elsewhere."""
    holders = [form for form in forms_at(root, word.way[:-1]) if isinstance(form, Entries)]
    if word.is_key:
        return next((form.keys.refers for form in holders if form.keys.refers is not None), None)
    own = next((value.refers for value in values_at(root, word.way) if value.refers is not None), None)
    behind = str(word.way[-1]) if word.way else ""
    return own or next((form.names[behind] for form in holders if behind in form.names), None)
