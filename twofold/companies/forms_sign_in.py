"""The sign-in library's forms, as they ask here: codes, passkeys, a lost password."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.forms import LoginForm, ResetPasswordForm, UserTokenForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from cryptography.fernet import InvalidToken
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from twofold.core.crypto.encryption import cipher
from twofold.core.models import Person

from . import rate_limits
from .account_mail import queue_mail
from .sign_in import person_with_id
from .sign_in_methods import passkeys

_OTHER_KEY = (
    "The server's secret key has changed, so it cannot check your codes. Ask who runs the server to forget them."
)


class PasswordForm(LoginForm):
    """Mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Your work e-mail"
        self.fields["password"].help_text = ""


class LostPasswordForm(ResetPasswordForm):
    """Where to send a link for a new password; whether somebody is known there is looked up by the worker only."""

    def clean_email(self) -> str:
        """Any address, as it was typed."""
        typed: str = self.cleaned_data["email"]
        return typed

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """The same work for everybody."""
        email: str = self.cleaned_data["email"]
        queue_mail("new_password", email=email)
        return email


class PasswordLinkForm(UserTokenForm):
    """Who a link for a new password is for; see `mails.send_new_password_link`."""

    def _get_user(self, uidb36: str | None) -> Person | None:
        try:
            return person_with_id(bytes.fromhex(uidb36 or "").decode())
        except ValueError:
            return None


class _CountedCode:
    """Wrong codes are counted for each person, over all processes."""

    user: Person

    def clean_code(self) -> str:
        try:
            taken = rate_limits.record(rate_limits.SECOND_FACTOR, self.user.pk)
        except rate_limits.TooMany as refusal:
            raise ValidationError(refusal.detail) from refusal
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except InvalidToken:
            raise ValidationError(_OTHER_KEY) from None
        rate_limits.refund(taken)
        return code


class CodeForm(_CountedCode, AuthenticateForm):
    """The code after the password."""


class CodeAgainForm(_CountedCode, ReauthenticateForm):
    """The code before something that matters."""


class PasskeyForm(AddWebAuthnForm):
    """A new passkey; unless one says otherwise it signs in by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Passkey name"
        self.fields["name"].required = True
        self.fields["name"].help_text = "Helps you tell several passkeys apart."
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].label = "Sign in with it alone, without the password"
        self.fields["passwordless"].help_text = "Leave this off for old security keys without PIN or fingerprint."


class Factors(DefaultMFAAdapter):
    """Second factors and passkeys."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is wrong or was already used. Enter the one your app shows now.",
    }

    def _get_site_name(self) -> str:
        return "Twofold"

    def encrypt(self, text: str) -> str:
        """What codes are made of is encrypted with the server's key: a copy of the database alone makes none."""
        return cipher("second factor").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """As `encrypt` was given it."""
        return cipher("second factor").decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Person, type: str) -> str:
        """What a new passkey is called until its person gives it a better name."""
        number = len(passkeys(user)) + 1
        return "My passkey" if number == 1 else f"My passkey {number}"
