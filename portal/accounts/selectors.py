"""Finding people. None of these tells a stranger whether an account exists."""

from allauth.account.models import EmailAddress
from django.db.models import Q

from portal.accounts.models import KnownDevice, ProvenIdentity, User
from portal.agencies.places import address_line
from portal.kernel.codes import CodeError, normalise_phone


def user_by_phone(phone: str) -> User | None:
    """The account that has proven this phone (E.164)."""
    return User.objects.filter(phone=phone, phone_proven_at__isnull=False, is_active=True).first()


def user_by_email(email: str) -> User | None:
    """The account that has proven this address, upper or lower case."""
    address = EmailAddress.objects.filter(email=email.lower(), verified=True)
    found = address.select_related("user").first()
    return found.user if found and found.user.is_active else None


def user_by_contact(contact: str) -> User | None:
    """The account behind a proven e-mail address or phone number."""
    if "@" in contact:
        return user_by_email(contact)
    return user_by_phone(normalise_contact(contact))


def normalise_contact(text: str) -> str:
    """A phone number as E.164, an address in lower case, anything else as it is."""
    text = text.strip()
    if "@" in text:
        return text.lower()
    try:
        return normalise_phone(text)
    except CodeError:
        return text


def is_known_device(contact: str, device_hash: str) -> bool:
    """Whether the account behind `contact` has signed in from this browser before."""
    user = user_by_contact(contact)
    if user is None:
        return False
    return KnownDevice.objects.filter(user=user, device_hash=device_hash).exists()


def last_person_at(device_hash: str) -> User | None:
    """Who has signed in from this browser last."""
    known = KnownDevice.objects.filter(device_hash=device_hash).select_related("user")
    latest = known.order_by("-last_seen", "-pk").first()
    return latest.user if latest else None


def proven_owner(number: str) -> ProvenIdentity | None:
    """Who has proven to own the identity number."""
    found = ProvenIdentity.objects.filter(number_hash__matches=number)
    return found.select_related("user").first()


def owner_of_contact(contact: str) -> User | None:
    """Who has proven this identity number, phone (E.164) or e-mail address."""
    if contact.isdigit():
        proven = proven_owner(contact)
        return proven.user if proven else None
    return user_by_contact(contact)


def proven_contacts(user: User) -> list[str]:
    """By what others may name this person: his proven identity number, phone and e-mail."""
    proven = getattr(user, "proven_identity", None)
    number = proven.number if proven else ""
    return [text for text in (number, user.proven_phone, user.proven_email.lower()) if text]


def addressed_to(user: User) -> Q:
    """Rows whose `contact` names this person by something he has proven."""
    found = Q(pk__in=[])
    for contact in proven_contacts(user):
        found |= Q(contact_hash__matches=contact)
    return found


def address_of(user: User) -> str:
    """The address of a person's profile as an envelope is written; empty when none was given."""
    profile = getattr(user, "profile", None)
    if profile is None:
        return ""
    return address_line(profile.province_code, profile.commune_code, profile.address_detail)
