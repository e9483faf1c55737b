"""Accounts: sign-in, second factor, the national identity provider, limits on guessing."""

from urllib.parse import urlsplit

import environ

from portal.demo.sandbox.client import CLIENT_ID, client_secret

env = environ.Env()

# https://docs.allauth.org/en/latest/account/configuration.html
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "portal.accounts.forms.signup.SignUpForm",
    "login": "portal.accounts.forms.login.SignInForm",
    "request_login_code": "portal.accounts.forms.login.CodeRequestForm",
    "reset_password": "portal.accounts.forms.login.ResetForm",
    "reset_password_from_key": "portal.accounts.forms.passwords.NewPasswordForm",
    "change_password": "portal.accounts.forms.passwords.ChangeForm",
    "set_password": "portal.accounts.forms.passwords.SetForm",
    "reauthenticate": "portal.accounts.forms.passwords.ConfirmForm",
    "confirm_login_code": "portal.accounts.forms.codes.SignInCodeForm",
    "confirm_email_verification_code": "portal.accounts.forms.codes.EmailCodeForm",
    "confirm_password_reset_code": "portal.accounts.forms.codes.ResetCodeForm",
    "verify_phone": "portal.accounts.forms.codes.PhoneCodeForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
# E-mail counts as required so that allauth proves it; our form lets a phone stand in for it.
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# Limits are the portal's own: allauth's would let strangers lock a person out of the account.
ACCOUNT_RATE_LIMITS = False
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}

MFA_ADAPTER = "portal.accounts.mfa.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "portal.accounts.forms.second_factor.AppForm",
    "add_webauthn": "portal.accounts.forms.second_factor.PasskeyForm",
    "authenticate": "portal.accounts.forms.second_factor.SecondFactorForm",
    "reauthenticate": "portal.accounts.forms.second_factor.ConfirmForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Minh Hà"

SOCIALACCOUNT_ADAPTER = "portal.accounts.social.IdentityAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 8

# The national identity as an OpenID Connect provider: off until its address is given. The demo's
# sandbox stands in for it.
SANDBOX_SECRET = (
    client_secret(env("SECRET_KEY", default="")) if env("SANDBOX_URL", default="") else ""
)
IDENTITY_PROVIDER_URL = env("IDENTITY_PROVIDER_URL", default=env("SANDBOX_URL", default=""))
IDENTITY_PROVIDER_ID = "dinh-danh"
IDENTITY_PROVIDER_NAME = env("IDENTITY_PROVIDER_NAME", default="VNeID")
IDENTITY_PROVIDER_ORIGIN = (
    "{0.scheme}://{0.netloc}".format(urlsplit(IDENTITY_PROVIDER_URL))
    if IDENTITY_PROVIDER_URL
    else ""
)
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": IDENTITY_PROVIDER_ID,
                "name": IDENTITY_PROVIDER_NAME,
                "client_id": env("IDENTITY_PROVIDER_CLIENT_ID", default=CLIENT_ID),
                "secret": env("IDENTITY_PROVIDER_SECRET", default=SANDBOX_SECRET),
                "settings": {
                    "server_url": IDENTITY_PROVIDER_URL,
                    "scope": ["openid", "profile"],
                    "fetch_userinfo": True,
                    "oauth_pkce_enabled": True,
                },
            }
        ]
        if IDENTITY_PROVIDER_URL
        else [],
    }
}

# Proxies between the internet and this process; the client's address is read that far from the end.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

# Encryption of columns: "id:key,id:key" (32 bytes, base64); the first encrypts, the others decrypt.
FIELD_KEYS = dict(pair.split(":", 1) for pair in env.list("FIELD_KEYS", default=[]))
LOOKUP_KEY = env("LOOKUP_KEY", default="")

# What somebody had typed when the session had ended.
KEPT_POST_HOURS = 24
KEPT_POST_MAX_BYTES = 2 * 1024 * 1024
INVITATION_DAYS = 7
