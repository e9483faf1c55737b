"""Deny first: every address of the portal stands here with those who may open it.

An address that is not in the table is answered with 404. Whose object it is, the view decides:
somebody else's is 404 too. `print_rights` prints the table; a house test walks it with every role.
"""

from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from portal.agencies.roles import EDITORS, Role


@dataclass(frozen=True)
class Who:
    """Those who may open an address. `roles` empty: every official."""

    kind: str
    roles: frozenset[Role] = field(default_factory=frozenset)

    def __str__(self) -> str:
        held = ", ".join(sorted(role.value for role in self.roles))
        return f"{self.kind}({held})" if held else self.kind


OFFICIAL = "OFFICIAL"
PUBLIC = Who("PUBLIC")
SIGNED_IN = Who("SIGNED_IN")


def official(*roles: Role) -> Who:
    """Officials with a second factor who hold one of the roles today; none named: any official."""
    return Who(OFFICIAL, frozenset(roles))


# Name of the address, or a pattern of names, → who. A full name wins over a pattern, and of
# patterns the first.
RIGHTS: dict[str, Who] = {
    # The ground: health, robots, pages for everyone.
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "robots": PUBLIC,
    "security_txt": PUBLIC,
    "sitemap": PUBLIC,
    "manifest": PUBLIC,
    "favicon": PUBLIC,
    "pages:*": PUBLIC,
    "api-*": PUBLIC,
    # The catalogue and the search.
    "procedures:*": PUBLIC,
    # Dossiers: tracking is open, everything else is the owner’s.
    "dossiers:track*": PUBLIC,
    # Booking a time at a desk and watching the queue need no account.
    "dossiers:booking*": PUBLIC,
    "dossiers:queue*": PUBLIC,
    "dossiers:*": SIGNED_IN,
    "search:*": PUBLIC,
    "agencies:due_date": PUBLIC,
    # Papers and files: anyone checks a paper; a file only through the link made for the reader.
    "documents:ask": PUBLIC,
    "documents:check": PUBLIC,
    "documents:file": SIGNED_IN,
    # A partner’s system with a signed link, for one file.
    "documents:lent": PUBLIC,
    "documents:twin": SIGNED_IN,
    # Accounts: signing in and getting back in.
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_signup": PUBLIC,
    "account_inactive": PUBLIC,
    "account_request_login_code": PUBLIC,
    "account_confirm_login_code": PUBLIC,
    "account_email_verification_sent": PUBLIC,
    "account_verify_phone": PUBLIC,
    "account_reset_password": PUBLIC,
    "account_confirm_password_reset_code": PUBLIC,
    "account_complete_password_reset": PUBLIC,
    "account_password_reset_completed": PUBLIC,
    "mfa_authenticate": PUBLIC,
    "mfa_login_webauthn": PUBLIC,
    "openid_connect_login": PUBLIC,
    "openid_connect_callback": PUBLIC,
    "socialaccount_login_cancelled": PUBLIC,
    "socialaccount_login_error": PUBLIC,
    "socialaccount_signup": PUBLIC,
    "accounts:invitation": PUBLIC,
    "accounts:kept": PUBLIC,
    # Accounts: one's own.
    "account_reauthenticate": SIGNED_IN,
    "account_email": SIGNED_IN,
    "account_change_phone": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "mfa_*": SIGNED_IN,
    "socialaccount_connections": SIGNED_IN,
    "accounts:*": SIGNED_IN,
    # Carriers of messages, each recognised by a code or a signature of its own.
    "carriers:*": PUBLIC,
    # Notices of one's own.
    "messaging:*": SIGNED_IN,
    # Officials at work on dossiers.
    "desk:bulk*": official(Role.DESK, Role.OFFICER, Role.LEADER),
    "desk:*": official(Role.DESK, Role.OFFICER, Role.LEADER, Role.AUDITOR),
    # Officials of agencies that work together on a dossier.
    "coordination:*": official(Role.DESK, Role.OFFICER, Role.LEADER, Role.AUDITOR),
    # The counter of the one-stop desk; units sign what they take, the register is read by more.
    "counter:hand_over": official(Role.DESK, Role.OFFICER, Role.LEADER),
    "counter:day_list": official(Role.DESK, Role.OFFICER, Role.LEADER),
    "counter:slip": official(Role.DESK, Role.OFFICER, Role.LEADER),
    "counter:register*": official(Role.DESK, Role.LEADER, Role.AUDITOR),
    "counter:*": official(Role.DESK),
    "queue:*": official(Role.DESK),
    "desk:batch": official(Role.LEADER),
    "desk:next": official(Role.DESK, Role.OFFICER, Role.LEADER),
    "desk:just_done": official(Role.DESK, Role.OFFICER, Role.LEADER),
    "desk:labels": official(Role.DESK, Role.OFFICER, Role.LEADER),
    "desk:absences": official(Role.DESK, Role.OFFICER, Role.LEADER),
    # What is kept of ended dossiers, and its end.
    "archive:act": official(Role.DESK, Role.OFFICER, Role.LEADER, Role.AUDITOR),
    "archive:*": official(Role.OFFICER, Role.LEADER, Role.AUDITOR),
    # Leaders’ instructions, and the texts of decisions.
    "instructions:give": official(Role.LEADER),
    "instructions:unit": official(Role.LEADER),
    "instructions:*": official(Role.DESK, Role.OFFICER, Role.LEADER, Role.AUDITOR),
    "wordings:*": official(Role.OFFICER, Role.LEADER),
    # Officials who take money, check it and give it back.
    "money:*": official(Role.DESK, Role.LEADER, Role.AUDITOR, Role.ADMIN),
    "settlement:*": official(Role.LEADER, Role.AUDITOR),
    # Results that agencies have issued.
    "results:*": official(Role.DESK, Role.OFFICER, Role.LEADER, Role.AUDITOR),
    "explanations:*": official(Role.DESK, Role.OFFICER, Role.LEADER, Role.AUDITOR),
    # What the national portal was told and what came from there.
    "national:behind": official(Role.DESK, Role.LEADER, Role.AUDITOR, Role.ADMIN),
    "national:act": official(Role.DESK, Role.OFFICER, Role.LEADER),
    # Editors who build forms.
    "eforms:*": official(*EDITORS),
    # A draft of the catalogue tried on past dossiers.
    "replay:*": official(*EDITORS),
    # Envelopes of a desk; administrators may put waybill numbers in.
    "post_desk:stock": official(Role.DESK, Role.ADMIN),
    "post_desk:*": official(Role.DESK),
    # Officials who prove at a desk who a person is.
    "identity_desk:*": official(Role.DESK),
    # Procedures that came in from the national database.
    "imports:drafts": official(Role.APPROVER, Role.ADMIN),
    "imports:*": official(*EDITORS),
    # Official forms attached to a draft.
    "blank_forms:*": official(*EDITORS),
    # English of the catalogue.
    "english:*": official(Role.CONTRIBUTOR, *EDITORS),
    # What a revision of the catalogue changes.
    "catalogue_texts:*": official(*EDITORS),
    # Notices: what went out, and letters of the desk.
    "notices_desk:letter*": official(Role.DESK, Role.ADMIN),
    "notices_desk:keys": official(Role.ADMIN),
    "notices_desk:*": official(Role.ADMIN, Role.AUDITOR),
    # The words of the search.
    "search_desk:*": official(*EDITORS),
    # Other authorities' systems; only an administrator acts.
    "connectors_desk:*": official(Role.ADMIN, Role.AUDITOR),
    # Back office.
    "admin:login": PUBLIC,
    "admin:logout": PUBLIC,
    "admin:index": official(),
    "admin:jsi18n": official(),
    "admin:view_on_site": official(),
    "admin:autocomplete": official(),
    "admin:app_list": official(Role.AUDITOR, *EDITORS),
    "admin:audit_*": official(Role.ADMIN, Role.AUDITOR),
    "admin:documents_issueddocument_revoke": official(Role.LEADER),
    "admin:documents_issueddocument_*": official(Role.ADMIN, Role.AUDITOR, Role.LEADER),
    "admin:documents_*": official(Role.ADMIN, Role.AUDITOR),
    "admin:integrations_*": official(Role.ADMIN, Role.AUDITOR),
    # Duties of the catalogue: pages owed, the way online, yearly lists and reports, help.
    "catalogue_desk:report*": official(*EDITORS, Role.LEADER),
    "catalogue_desk:*": official(*EDITORS),
    "admin:procedures_*": official(*EDITORS),
    "admin:dossiers_supplementreason_*": official(Role.DESK, Role.OFFICER, Role.LEADER, *EDITORS),
    "admin:dossiers_retentionterm_*": official(Role.OFFICER, Role.LEADER, Role.AUDITOR, Role.ADMIN),
    "admin:*": official(Role.ADMIN),
}


def row_of(name: str) -> str | None:
    """The row that decides over the address of that name."""
    if name in RIGHTS:
        return name
    return next((row for row in RIGHTS if "*" in row and fnmatchcase(name, row)), None)


def who_may(name: str) -> Who | None:
    """Who may open the address of that name; None when the table does not know it."""
    row = row_of(name)
    return RIGHTS[row] if row else None
