"""Asking the applicant for what is missing, and looking at what came back."""

from dataclasses import dataclass

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.forms.desk.base import DeskForm, words
from dossiers.forms.desk.wallet import where_held
from dossiers.models import SupplementItem
from dossiers.models.supplement import HeldBut, Phase, Registry
from dossiers.selectors.clock import asking_ends
from dossiers.selectors.desk import fields_to_ask
from dossiers.selectors.reasons import reasons_for
from dossiers.selectors.wallet.held import Held, held_for
from procedures.models.fault import PaperFault

REGISTRY = "registry"
HELD_ALREADY = _(
    "The portal holds this paper: the applicant has the right not to be asked for it. Use it with "
    "“Use a paper that is held already”, or choose and write why it must be asked for."
)


@dataclass(frozen=True)
class Asked:
    """One thing that can be asked for, with the fields the page shows for it."""

    label: str
    tick: forms.BoundField
    fault: forms.BoundField | None
    common: forms.BoundField | None
    reason: forms.BoundField
    held: str = ""
    held_but: tuple[forms.BoundField, ...] = ()

    @property
    def open(self) -> bool:
        return bool(self.tick.value())


class SupplementForm(DeskForm):
    """Everything missing in one request: a tick and a reason for each paper and each answer, from
    the list of common reasons or in own words, and of a paper what is wrong with it, for the
    figures. What a database holds wrongly is an item of its own.
    """

    reason = words(_("Remarks for the applicant"), rows=2, required=False)
    own_fault = forms.BooleanField(
        label=_("Only the applicant has caused this"),
        help_text=_("Then it does not count against the house when the handling is evaluated."),
        required=False,
    )

    def prepare(self):
        ends = asking_ends(self.dossier)
        self.late = ends is not None and timezone.now() > ends
        self.choices = fields_to_ask(self.dossier)
        self.held = held_for(self.dossier, timezone.localdate())
        self.common = reasons_for(self.dossier, timezone.localdate())
        for key, choice in self.choices.items():
            self._add_item(key, choice)
        self.fields[REGISTRY] = forms.ChoiceField(
            label=_("Have a database put right instead"),
            choices=[("", _("Nothing")), *Registry.choices],
            required=False,
        )
        self.fields[f"why-{REGISTRY}"] = forms.CharField(
            label=_("What it holds wrongly"), required=False, max_length=1000
        )

    def _add_item(self, key, choice) -> None:
        name = {"name": choice.label}
        self.fields[f"ask-{key}"] = forms.BooleanField(label=choice.label, required=False)
        if choice.paper is not None:
            self.fields[f"fault-{key}"] = forms.ChoiceField(
                label=_("What is wrong with “%(name)s”") % name,
                choices=[("", _("Choose")), *PaperFault.choices],
                required=False,
            )
        if self._held(choice) is not None:
            self.fields[f"but-{key}"] = forms.ChoiceField(
                label=_("Why “%(name)s” is asked for all the same") % name,
                choices=[("", _("Choose")), *HeldBut.choices],
                required=False,
            )
            self.fields[f"words-{key}"] = forms.CharField(
                label=_("In your own words"), required=False, max_length=1000
            )
        fitting = self.common.fitting(choice)
        if fitting:
            self.fields[f"common-{key}"] = forms.ChoiceField(
                label=_("Common reason for “%(name)s”") % name,
                choices=[("", _("In own words")), *((row.pk, row.title) for row in fitting)],
                required=False,
            )
        self.fields[f"why-{key}"] = forms.CharField(
            label=_("Reason for “%(name)s”") % name, required=False, max_length=1000
        )

    def _held(self, choice) -> Held | None:
        return self.held.get(choice.paper.pk) if choice.paper is not None else None

    def _where(self, choice) -> str:
        held = self._held(choice)
        return where_held(held) if held is not None else ""

    def asked(self) -> list[Asked]:
        return [
            Asked(
                choice.label,
                self[f"ask-{key}"],
                self._bound(f"fault-{key}"),
                self._bound(f"common-{key}"),
                self[f"why-{key}"],
                self._where(choice),
                tuple(self[name] for name in (f"but-{key}", f"words-{key}") if name in self.fields),
            )
            for key, choice in self.choices.items()
        ]

    def rest(self) -> list[forms.BoundField]:
        """The fields that concern the request as a whole."""
        names = [REGISTRY, f"why-{REGISTRY}", "own_fault", "justification", "reason"]
        return [self[name] for name in names if name in self.fields]

    def _bound(self, name: str) -> forms.BoundField | None:
        return self[name] if name in self.fields else None

    def clean(self):
        given = self.cleaned_data
        self.ticked = [key for key in self.choices if given.get(f"ask-{key}")]
        if not self.ticked and not given.get(REGISTRY):
            raise forms.ValidationError(_("Tick at least one item that is missing."))
        for key in self.ticked:
            if not (given.get(f"why-{key}") or given.get(f"common-{key}")):
                self.add_error(f"why-{key}", _("Write why, so that it is mended in one go."))
            if f"fault-{key}" in self.fields and not given.get(f"fault-{key}"):
                self.add_error(f"fault-{key}", _("Choose what is wrong with the paper."))
            if f"but-{key}" in self.fields and not (
                given.get(f"but-{key}") and given.get(f"words-{key}", "").strip()
            ):
                self.add_error(f"but-{key}", HELD_ALREADY)
        if given.get(REGISTRY) and not given.get(f"why-{REGISTRY}"):
            self.add_error(f"why-{REGISTRY}", _("Write what it holds wrongly."))
        return given

    def arguments(self):
        given = self.cleaned_data
        items = [self._item(key) for key in self.ticked]
        if registry := given.get(REGISTRY):
            label = str(Registry(registry).label)
            reason = given[f"why-{REGISTRY}"]
            items.append(SupplementItem(registry=registry, label=label, reason=reason))
        return {
            "phase": Phase.DESK if self.dossier.accepted_at is None else Phase.APPRAISAL,
            "items": items,
            "reason": given["reason"],
            "own_fault": given["own_fault"],
        }

    def _item(self, key: str) -> SupplementItem:
        given, choice = self.cleaned_data, self.choices[key]
        common = self.common.by_key(given.get(f"common-{key}", ""))
        parts = [common.text if common else "", given[f"why-{key}"]]
        return SupplementItem(
            paper=choice.paper,
            field_key=choice.field_key,
            label=choice.label,
            before=choice.before,
            fault=given.get(f"fault-{key}", ""),
            common=common,
            held_but=given.get(f"but-{key}", ""),
            held_words=given.get(f"words-{key}", ""),
            reason=" ".join(part for part in parts if part),
        )


class DraftSupplementForm(SupplementForm):
    """A request that somebody else lets out: the superior reads why one was not enough."""

    justification = words(
        _("Why once more"),
        rows=3,
        required=False,
        help_text=_(
            "Needed for a further request of the same phase: the law allows one, so a superior "
            "decides."
        ),
    )

    def arguments(self):
        return super().arguments() | {"justification": self.cleaned_data["justification"]}


class RemarksForm(DeskForm):
    remarks = words(_("Remarks"), rows=3)


class DenyAskingForm(RemarksForm):
    pass


class ReturnAskingForm(RemarksForm):
    pass


class CheckForm(DeskForm):
    """A tick and a remark for each item that came back; shown beside the items, not as a tool."""

    def prepare(self):
        rows = SupplementItem.objects.filter(
            supplement__dossier=self.dossier, supplement__answered_at__isnull=False
        )
        self.items = list(rows)
        for item in self.items:
            name = {"name": item.label}
            self.fields[f"seen-{item.pk}"] = forms.BooleanField(
                label=_("“%(name)s” is in order") % name,
                required=False,
                initial=item.checked_at is not None,
            )
            self.fields[f"remark-{item.pk}"] = forms.CharField(
                label=_("Remark on “%(name)s”") % name,
                required=False,
                max_length=1000,
                initial=item.remark,
            )

    def arguments(self):
        given = self.cleaned_data
        return {
            "checked": {
                item.pk: given[f"remark-{item.pk}"]
                for item in self.items
                if given.get(f"seen-{item.pk}")
            }
        }
