"""Second factors: their secrets are encrypted, officials cannot be without one."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from portal.accounts.fields import keyring
from portal.accounts.second_factor import REAL_FACTORS

PLACE = "mfa_authenticator.data"


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return keyring().encrypt(text, PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        return keyring().decrypt(encrypted_text, PLACE)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """An official keeps at least one app or passkey."""
        user = authenticator.user
        if not user.is_official or authenticator.type not in REAL_FACTORS:
            return True
        others = Authenticator.objects.filter(user=user, type__in=REAL_FACTORS)
        return others.exclude(pk=authenticator.pk).exists()
