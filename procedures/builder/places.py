"""Places in the answers of a form: with row numbers where the form itself has a `*`."""

from procedures.eforms.definition import Definition


def general(path: str) -> str:
    """The path as the form knows it: `children.0.name` → `children.*.name`."""
    return ".".join("*" if key.isdigit() else key for key in path.split("."))


def labels_of(definition: Definition) -> dict[str, str]:
    """Labels by path, rows written as `*`."""
    return {path: str(item.label) for path, item in definition.walk()}


def label_at(path: str, labels: dict[str, str]) -> str:
    """A place in words: "Con 2 – Ngày sinh"."""
    words: list[str] = []
    keys = path.split(".")
    for place, key in enumerate(keys):
        if key.isdigit() and words:
            words[-1] = f"{words[-1]} {int(key) + 1}"
        else:
            words.append(labels.get(general(".".join(keys[: place + 1])), key))
    return " – ".join(words)


def in_order(paths: set[str], definition: Definition) -> list[str]:
    """Places as they follow each other on the page: by question, then by row.

    Only places of the form; whatever else stands in `paths` is left out.
    """
    order = {path: place for place, (path, _item) in enumerate(definition.walk())}
    return sorted(
        (path for path in paths if general(path) in order), key=lambda path: _position(path, order)
    )


def _position(path: str, order: dict[str, int]) -> list[int]:
    keys = path.split(".")
    return [
        int(key) if key.isdigit() else order[general(".".join(keys[: place + 1]))]
        for place, key in enumerate(keys)
    ]
