from portal.documents.services.assemble import assemble
from portal.documents.services.attach_signed import attach_signed, fail_signing
from portal.documents.services.check_files import check_files
from portal.documents.services.destroy import cut_off, destroy
from portal.documents.services.issue import issue
from portal.documents.services.lend import forget_links, lent_file, note_fetched, recall
from portal.documents.services.note_damage import note_damage
from portal.documents.services.replace import replace
from portal.documents.services.revoke import revoke
from portal.documents.services.scan import rescan
from portal.documents.services.sign import sign, sign_again
from portal.documents.services.store import store_bytes, store_upload
from portal.documents.services.sweep import sweep_orphans, sweep_unreferenced

__all__ = [
    "assemble",
    "attach_signed",
    "check_files",
    "cut_off",
    "destroy",
    "fail_signing",
    "forget_links",
    "issue",
    "lent_file",
    "note_damage",
    "note_fetched",
    "recall",
    "replace",
    "rescan",
    "revoke",
    "sign",
    "sign_again",
    "store_bytes",
    "store_upload",
    "sweep_orphans",
    "sweep_unreferenced",
]
