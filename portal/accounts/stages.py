"""One proven contact is enough: the e-mail address if one was given, else the phone."""

from allauth.account.stages import EmailVerificationStage, PhoneVerificationStage

Answer = tuple[object | None, bool]


class PhoneStage(PhoneVerificationStage):
    """Asks for the code of the phone of those who gave no e-mail address."""

    def handle(self) -> Answer:
        user = self.login.user
        if self.login.email or (user and (user.email or not user.phone)):
            return None, True
        return super().handle()


class EmailStage(EmailVerificationStage):
    """Asks for the code of the address of those who gave one."""

    def handle(self) -> Answer:
        user = self.login.user
        if user and not user.email and user.phone_proven_at:
            return None, True
        if user and hasattr(user, "proven_identity") and not user.email:
            return None, True
        return super().handle()
