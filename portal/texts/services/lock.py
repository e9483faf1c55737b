from portal.texts.models import Translation


def locked(kind: str, key: str, language: str) -> dict[tuple[str, str], Translation]:
    """Translations of one thing by path and state, locked until the end of the transaction."""
    found = Translation.objects.filter(subject_kind=kind, subject_key=key, language=language)
    return {(row.path, row.state): row for row in found.select_for_update().order_by("pk")}
