"""Words of the catalogue in templates: English where it is written, else Vietnamese marked so."""

from typing import Any

from django import template
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.html import format_html

from procedures.models import Revision
from procedures.models.wording import Said, reads_english, say, say_all
from procedures.selectors.english import label_of

register = template.Library()


@register.filter("say")
def say_field(row: Any, name: str) -> str:
    """`{{ paper|say:"name" }}`; what is no row of the catalogue gives its attribute as it is."""
    return _marked(say(row, name)) if isinstance(row, models.Model) else getattr(row, name, "")


@register.filter("say_all")
def say_items(row: models.Model, name: str) -> list[str]:
    """`{% for step in revision|say_all:"steps" %}`."""
    return [_marked(said) for said in say_all(row, name)]


def _marked(said: Said) -> str:
    """A passage in another language than the page tells screen readers which."""
    return (
        format_html('<span lang="{}">{}</span>', said.lang, said.text) if said.lang else said.text
    )


@register.inclusion_tag("procedures/parts/english.html")
def english_notice(revision: Revision) -> dict[str, Any]:
    """What an English reader must know of the translation; nothing for a Vietnamese one."""
    english = revision.english
    behind = dict.fromkeys(label_of(path) for path in english.get("behind", []))
    return {
        "shown": reads_english(),
        "translated": bool(english),
        "reviewed_on": parse_date(english.get("reviewed_on", "")),
        "behind": list(behind),
        "missing": english.get("missing", 0),
    }
