"""Signing in and one's own account. The pages of allauth stand here under our addresses."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import include, path
from django.views.generic import RedirectView

from portal.accounts.views import home, identity, invitation, kept, organisations, security

own = [
    path("", home.home, name="home"),
    path("thong-tin/", home.profile, name="profile"),
    path("yeu-cau/", home.requests, name="requests"),
    path("ai-da-xem/", home.accesses, name="accesses"),
    path("bao-mat/", security.security, name="security"),
    path("xac-thuc-hai-lop/", security.second_factor, name="second_factor"),
    path("danh-tinh/", identity.identity, name="identity"),
    path("nang-muc/", identity.step_up, name="step_up"),
    path("to-chuc/", organisations.organisations, name="organisations"),
    path("to-chuc/<int:pk>/", organisations.members, name="members"),
    path("loi-moi/<str:token>/", invitation.invitation, name="invitation"),
    path("giu-lai/<uuid:kept_id>/", kept.kept, name="kept"),
]

urlpatterns = [
    path("", include((own, "accounts"))),
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("dang-ky/", account.signup, name="account_signup"),
    path("tam-ngung/", account.account_inactive, name="account_inactive"),
    path("dang-nhap/ma/", account.request_login_code, name="account_request_login_code"),
    path("dang-nhap/ma/nhap/", account.confirm_login_code, name="account_confirm_login_code"),
    path("xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("email/", account.email, name="account_email"),
    path("email/ma/", account.email_verification_sent, name="account_email_verification_sent"),
    path("dien-thoai/", account.change_phone, name="account_change_phone"),
    path("dien-thoai/ma/", account.verify_phone, name="account_verify_phone"),
    path("mat-khau/doi/", account.password_change, name="account_change_password"),
    path("mat-khau/dat/", account.password_set, name="account_set_password"),
    path("mat-khau/quen/", account.password_reset, name="account_reset_password"),
    path(
        "mat-khau/quen/ma/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        "mat-khau/quen/moi/",
        account.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        "mat-khau/quen/xong/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path("hai-lop/", RedirectView.as_view(pattern_name="accounts:security"), name="mfa_index"),
    path("hai-lop/nhap/", mfa.authenticate, name="mfa_authenticate"),
    path("hai-lop/xac-nhan/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("hai-lop/ung-dung/them/", totp.activate_totp, name="mfa_activate_totp"),
    path("hai-lop/ung-dung/bo/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("hai-lop/ma-du-phong/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "hai-lop/ma-du-phong/moi/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "hai-lop/ma-du-phong/tai-ve/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("hai-lop/khoa/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("hai-lop/khoa/them/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("hai-lop/khoa/<int:pk>/bo/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("hai-lop/khoa/<int:pk>/sua/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("hai-lop/khoa/nhap/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path(
        "hai-lop/khoa/xac-nhan/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("dich-vu/<str:provider_id>/", openid.login, name="openid_connect_login"),
    path("dich-vu/<str:provider_id>/ve/", openid.callback, name="openid_connect_callback"),
    path("dich-vu-huy/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("dich-vu-loi/", social.login_error, name="socialaccount_login_error"),
    path("dich-vu-lien-ket/", social.connections, name="socialaccount_connections"),
    path("dich-vu-dang-ky/", social.signup, name="socialaccount_signup"),
]
