"""What one can do from anywhere: the actions that whoever searches is offered. Each app declares its own, beside its
navigation (`navigation.py`); the order is a number of its own, as there.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from twofold.core.actor import Actor


@dataclass(frozen=True)
class Action:
    """Something to do, for who has the capability `needs`.

    It leads to the page `url_name`; with `of` to that of the thing whose page one is on (`of="campaign"`), and only
    there. `theme` is a choice that the browser itself takes. `keywords` are other words for it.
    """

    label: str
    order: int
    icon: str
    url_name: str = ""
    needs: str = ""
    keywords: str = ""
    of: str = ""
    theme: str = ""

    def address(self, id: str = "") -> str:
        """Where it is done; `id` is that of the thing one is at."""
        if not self.url_name:
            return ""
        return reverse(self.url_name, kwargs={"id": id}) if self.of else reverse(self.url_name)


ACTIONS: dict[int, Action] = {}


def action(
    label: str,
    url_name: str = "",
    *,
    icon: str,
    order: int,
    needs: str = "",
    keywords: str = "",
    of: str = "",
    theme: str = "",
) -> None:
    """Declare an action: `action("Add a partner", "partners-new", icon="plus", order=10, needs="partners.work")`."""
    made = Action(label, order, icon, url_name, needs, keywords, of, theme)
    if ACTIONS.get(order, made) != made:
        raise ValueError(f"{label} and {ACTIONS[order].label} want the same place: {order}")
    ACTIONS[order] = made


def actions_for(actor: Actor, at: str = "") -> Iterable[Action]:
    """The actions this actor is offered on a page of a kind of thing; of two that are called alike the one for here."""
    fitting = [
        each for _, each in sorted(ACTIONS.items()) if each.of in {"", at} if not each.needs or actor.may(each.needs)
    ]
    here = {each.label for each in fitting if each.of}
    return [each for each in fitting if each.of or each.label not in here]


action(
    "Switch to dark",
    icon="moon",
    order=900,
    theme="dark",
    keywords="theme colours colors mode night appearance settings",
)
action(
    "Switch to light",
    icon="sun",
    order=910,
    theme="light",
    keywords="theme colours colors mode day appearance settings",
)
action(
    "Use the colours of the device",
    icon="device-desktop",
    order=920,
    theme="auto",
    keywords="theme colors mode dark light automatic appearance settings",
)
action(
    "Your account",
    "account",
    icon="user",
    order=930,
    needs="account.manage",
    keywords="profile name password passkey settings preferences two-factor 2fa time zone date format sessions devices",
)
action("Sign out", "account_logout", icon="logout", order=990, keywords="log out leave")
