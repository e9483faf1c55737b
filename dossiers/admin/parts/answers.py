from dossiers.models import Dossier
from dossiers.selectors.desk import answers_in_words
from dossiers.selectors.files import files_of, with_files
from portal.audit.actors import Actor
from portal.documents.links import link


def part(dossier: Dossier, user, actor: Actor) -> dict:
    sections = with_files(
        answers_in_words(dossier), files_of(dossier), lambda file: link(file, user, actor=actor)
    )
    return {"sections": sections}
