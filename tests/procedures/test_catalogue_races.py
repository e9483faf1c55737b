"""Many hands on the catalogue at once: real threads on a real PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier, Event

import pytest
from django.db import connection

from portal.audit.actors import SYSTEM
from procedures.builder import tree
from procedures.eforms.words import Words
from procedures.errors import CatalogueError
from procedures.models import EFormVersion, ImportedProcedure
from procedures.services.edit_form import edit_form
from procedures.services.publish import publish
from procedures.services.stage_import import stage_import
from procedures.services.start_form import start_version
from procedures.services.start_revision import start_revision
from procedures.workflow import OPEN_IMPORTS
from tests.factories.agencies import commune
from tests.factories.procedures import procedure
from tests.procedures.imported_pages import page, write

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 21)
QUESTION = {"key": "ly_do", "kind": "text", "label": {"vi": "Lý do xin cấp", "en": "Reason"}}
SECTION = {"key": "viec", "title": {"vi": "Việc", "en": "Matter"}, "fields": [QUESTION]}
FORM = {"title": {"vi": "Tờ khai", "en": "Form"}, "sections": [SECTION]}


def at_once(jobs):
    """Every job in a thread of its own, all starting together; results or what was refused."""
    start = Barrier(len(jobs))

    def run(job):
        try:
            start.wait()
            return job()
        except CatalogueError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_files_read_at_once_leave_one_open_import_of_a_procedure(province, tmp_path):
    codes = [f"1.99{n:04}" for n in range(120)]
    paths = [
        write(tmp_path / f"{n}.jsonl", *(page(code, so_quyet_dinh=f"{n}/QĐ-BXX") for code in codes))
        for n in (7, 8, 9)
    ]
    at_once([lambda path=path: stage_import(path=path, by=SYSTEM, today=TODAY) for path in paths])
    waiting = ImportedProcedure.objects.filter(state__in=OPEN_IMPORTS)
    assert sorted(waiting.values_list("code", flat=True)) == codes
    assert ImportedProcedure.objects.count() == 3 * len(codes)


def test_an_edit_of_the_form_that_was_first_is_published_with_it(editor, approver):
    """Publishing waits for whoever is writing, and then reads what he wrote."""
    before = procedure(commune(), form=FORM)
    before.form.locked = True
    before.form.save()
    draft = start_revision(procedure=before.procedure, by=editor)
    draft.form = start_version(form=draft.form.form, by=editor)
    draft.save()
    editing, publishing = Event(), Event()

    def reword(form):
        editing.set()
        publishing.wait(1)
        return tree.retitle(form, Words("Tờ khai mới", "New form"))

    def edit():
        version = EFormVersion.objects.get(pk=draft.form_id)
        edit_form(version=version, by=editor, expected_edits=1, edit=reword, what="retitled")

    def bring_out():
        editing.wait(5)
        publish(revision=draft, by=approver, expected_version=draft.version, today=TODAY)

    assert at_once([edit, bring_out]) == [None, None]
    form = EFormVersion.objects.get(pk=draft.form_id)
    assert (form.definition.title.vi, form.locked) == ("Tờ khai mới", True)
