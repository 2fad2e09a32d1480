"""The pages of channels, which are talks and no lists, and the form of a decision, which may begin with a message."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from twofold.campaigns.page_context import page_context
from twofold.core.domain import NotFound, ask, ask_all
from twofold.ui.request import Request
from twofold.web.form_pages import new_page
from twofold.web.page import page, submit

from .pages import DECISION_PAGES

SHOWN = 50


@require_GET
@page(needs="campaigns.see")
def channels(request: Request, id: str) -> HttpResponse:
    """The first channel."""
    found = ask(request.actor, "channel.list", {"campaignId": id, "limit": 1})["items"]
    if not found:
        raise NotFound
    return redirect("campaign-channel", id, found[0]["id"])


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.see")
def channel(request: Request, id: str, channel: str) -> HttpResponse:
    """One channel: what was said, and a place to write."""
    actor = request.actor
    around = page_context(actor, id, "campaign-channels")
    listed = ask_all(actor, "channel.list", {"campaignId": id})
    here = next((each for each in listed if each["id"] == channel), None)
    if here is None:
        raise NotFound
    if here["posts"] == "decisions":
        return redirect("campaign-decisions", id)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and submit(request, form, "message.post", channel):
        return redirect(f"{reverse('campaign-channel', args=[id, channel])}#write")
    found = ask(actor, "message.list", {"channelId": channel, "limit": SHOWN, "cursor": request.GET.get("cursor", "")})
    context = {
        **around,
        "channels": listed,
        "here": here,
        "messages_found": list(reversed(found["items"])),
        "earlier": found["nextCursor"],
        "form": form,
    }
    return render(request, "conversations/channel.html", context, status=422 if form.errors else 200)


class MessageForm(forms.Form):
    """What to say."""

    body = forms.CharField(
        label="Write a message",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="**bold**, lists and links work as in Markdown.",
    )


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.work")
def record_decision(request: Request, id: str) -> HttpResponse:
    """Record what was decided, perhaps in a message (S1.46)."""
    source = request.GET.get("from", "")
    start = {"body": ask(request.actor, "message.get", {"id": source})["body"]} if source else {}
    return new_page(
        request,
        DECISION_PAGES,
        {"id": id},
        given={"fromMessageId": source} if source else {},
        start=start,
        added="Decision recorded. Both companies see it here.",
        says={"title": "Record a decision", "verb": "Record the decision"},
    )
