"""The pages of companies and people."""

from django.urls import path

from . import views, views_account, views_people

urlpatterns = [
    path("invitations/<str:token>", views.invitation, name="invitation"),
    path("sign-in", views.ask_for_link, name="sign-in-link"),
    path("sign-in/<str:token>", views.sign_in, name="sign-in"),
    path("act-as", views.act_as_company, name="act-as"),
    path("account", views_account.account, name="account"),
    path("account/sessions/end-others", views_account.end_others, name="account-end-others"),
    path("account/sessions/<str:id>/end", views_account.end_session, name="account-end-session"),
    path("activity", views.activity, name="activity"),
    path("company", views_people.company, name="company"),
    path("company/people/invite", views_people.invite, name="company-invite"),
    path("company/people/<str:id>/role", views_people.role, name="company-role"),
    path("company/people/<str:id>/remove", views_people.remove, name="company-remove"),
    path("company/invitations/<str:id>/revoke", views_people.revoke_invitation, name="company-invitation-revoke"),
    path("company/tokens/new", views_people.new_token, name="company-token-new"),
    path("company/deliveries/<str:id>/retry", views_people.retry_delivery, name="company-delivery-retry"),
    path("company/tokens/<str:id>/revoke", views_people.revoke_token, name="company-token-revoke"),
]

instead = [
    path("accounts/email/", views_account.to_account),
    path("accounts/sessions/", views_account.to_account),
    path("accounts/2fa/", views_account.to_account),
    path("accounts/2fa/webauthn/", views_account.to_account),
    path("accounts/3rdparty/", views_account.to_account),
]
"""Pages of the sign-in library whose content stands on `/account`; they come before the library's own."""
