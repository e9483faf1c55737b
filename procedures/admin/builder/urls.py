from django.urls import path

from procedures.admin.builder import (
    add,
    condition,
    difference,
    field,
    formula,
    gate,
    listing,
    outline,
    preview,
    section,
    transfer,
    trials,
)

app_name = "eforms"
VERSION = "<slug:form>/<int:number>/"
urlpatterns = [
    path("", listing.forms, name="list"),
    path("moi/", listing.new, name="new"),
    path("nhap-tep/", transfer.bring, name="import"),
    path("cua-thu-tuc/<int:pk>/", listing.of_revision, name="of_revision"),
    path("<slug:form>/", listing.versions, name="form"),
    path(VERSION, outline.outline, name="outline"),
    path(f"{VERSION}phan/<str:key>/", section.section, name="section"),
    path(f"{VERSION}phan/<str:key>/dieu-kien/", condition.of_section, name="section_condition"),
    path(f"{VERSION}them/<str:place>/", add.add_question, name="add"),
    path(f"{VERSION}cau/<str:path>/", field.field, name="field"),
    path(f"{VERSION}cau/<str:path>/phep-tinh/", formula.formula, name="formula"),
    path(f"{VERSION}cau/<str:path>/<str:rule>/", condition.of_field, name="condition"),
    path(f"{VERSION}xem-thu/", preview.preview, name="preview"),
    path(f"{VERSION}du-lieu-thu/", trials.listing, name="trials"),
    path(f"{VERSION}du-lieu-thu/<int:pk>/", trials.trial, name="trial"),
    path(f"{VERSION}kiem-tra/", gate.gate, name="gate"),
    path(f"{VERSION}so-sanh/", difference.difference, name="difference"),
    path(f"{VERSION}tep/", transfer.take, name="export"),
]
