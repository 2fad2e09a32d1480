"""Signing in: by password, passkey and TOTP through allauth; by a link of our own."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: people come by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> Any:
        """To the start page, or where the person was going."""
        return super().get_login_redirect_url(request)
