import secrets
import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.kernel.text import nfc, sort_key


def opaque_name() -> str:
    """A user name that says nothing about the person and is never typed."""
    return "u" + secrets.token_hex(12)


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, password: str | None = None, **fields: object) -> "User":
        user = self.model(**fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, *, password: str | None = None, **fields: object) -> "User":
        official = {"kind": User.Kind.OFFICIAL, "is_staff": True, "is_superuser": True}
        return self.create_user(password=password, **{**fields, **official})


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. What a person may do comes from posts held and from ownership.

    `email` and `phone` (E.164) prove something only with their `…_proven_at`; a proven one belongs
    to one account, an unproven one to nobody. An identity number is never kept here.
    """

    class Kind(models.TextChoices):
        CITIZEN = "CITIZEN", _("citizen")
        OFFICIAL = "OFFICIAL", _("official")

    username = models.CharField(
        _("user name"), max_length=40, unique=True, default=opaque_name, editable=False
    )
    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.CITIZEN)
    full_name = models.CharField(_("full name"), max_length=150, blank=True)
    name_key = models.CharField(max_length=400, blank=True, editable=False)
    email = models.EmailField(_("e-mail"), blank=True)
    email_proven_at = models.DateTimeField(null=True, blank=True, editable=False)
    phone = models.CharField(_("phone"), max_length=16, blank=True)
    phone_proven_at = models.DateTimeField(null=True, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=5, default="vi")
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("official"), default=False)
    is_demo = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(_("since when"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["name_key", "id"]
        indexes = [models.Index(fields=["name_key", "id"], name="user_name_order")]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(email_proven_at__isnull=False) & ~models.Q(email=""),
                name="user_proven_email_once",
            ),
            models.UniqueConstraint(
                fields=["phone"],
                condition=models.Q(phone_proven_at__isnull=False) & ~models.Q(phone=""),
                name="user_proven_phone_once",
            ),
            models.CheckConstraint(
                condition=models.Q(is_staff=False) | models.Q(kind="OFFICIAL"),
                name="user_staff_is_official",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or str(self.public_id)

    def save(self, *args: object, **kwargs: object) -> None:
        self.full_name = nfc(" ".join(self.full_name.split()))
        self.name_key = sort_key(self.full_name)
        update = kwargs.get("update_fields")
        if update is not None and "full_name" in update:
            kwargs["update_fields"] = {*update, "name_key"}
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        """The given name, which comes last in Vietnamese."""
        return self.full_name.rsplit(" ", 1)[-1]

    @property
    def is_official(self) -> bool:
        return self.kind == self.Kind.OFFICIAL

    @property
    def proven_email(self) -> str:
        return self.email if self.email_proven_at else ""

    @property
    def proven_phone(self) -> str:
        return self.phone if self.phone_proven_at else ""
