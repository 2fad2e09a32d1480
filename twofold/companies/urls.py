"""The pages of companies and people."""

from django.urls import path

from .views import account, people, sign_in

urlpatterns = [
    path("invitations/<str:token>", sign_in.invitation, name="invitation"),
    path("sign-in", sign_in.ask_for_link, name="sign-in-link"),
    path("sign-in/<str:token>", sign_in.sign_in, name="sign-in"),
    path("act-as", sign_in.act_as_company, name="act-as"),
    path("account", account.account, name="account"),
    path("account/sessions/end-others", account.end_others, name="account-end-others"),
    path("account/sessions/<str:id>/end", account.end_session, name="account-end-session"),
    path("activity", sign_in.activity, name="activity"),
    path("company/invitations/new", people.invite, name="company-invitations-new"),
    path("company/tokens/new", people.new_token, name="company-tokens-new"),
    path("company/people/<str:id>/role", people.role, name="company-role"),
    path("company/people/<str:id>/remove", people.remove, name="company-remove"),
]

instead = [
    path("accounts/email/", account.to_account),
    path("accounts/sessions/", account.to_account),
    path("accounts/2fa/", account.to_account),
    path("accounts/2fa/webauthn/", account.to_account),
    path("accounts/3rdparty/", account.to_account),
]
"""Pages of the sign-in library whose content stands on `/account`; they come before the library's own."""
