"""The pages of conversations: channels and decisions."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from twofold.campaigns.page_context import page_context
from twofold.core.errors import NotFound
from twofold.core.operations.query import ask, ask_all
from twofold.ui.request import Request
from twofold.web.page import page, submit

KINDS = [("approval", "Approval"), ("scope_change", "Scope change"), ("launch_call", "Launch call")]
SHOWN = 50


class DecisionForm(forms.Form):
    """What was decided."""

    kind = forms.ChoiceField(label="Type", choices=KINDS)
    title = forms.CharField(label="Decision in one line", max_length=200)
    body = forms.CharField(label="Reason and next steps", required=False, widget=forms.Textarea(attrs={"rows": 4}))


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
@page(needs="campaigns.see")
def decisions(request: Request, id: str) -> HttpResponse:
    """What was decided: approvals, changes of scope, launch calls; perhaps from a message (S1.46)."""
    actor = request.actor
    around = page_context(actor, id, "campaign-decisions")
    given = {"fromMessageId": request.GET["from"]} if request.GET.get("from") else {}
    initial = {"body": ask(actor, "message.get", {"id": given["fromMessageId"]})["body"]} if given else {}
    form = DecisionForm(request.POST or None, initial=initial)
    if request.method == "POST" and submit(request, form, "decision.record", id, given=given):
        messages.success(request, "Decision recorded. Both companies see it here.")
        return redirect("campaign-decisions", id)
    kind = request.GET.get("kind", "")
    wanted = {"campaignId": id, **({"kind": kind} if kind in dict(KINDS) else {})}
    context = {
        **around,
        "channels": ask_all(actor, "channel.list", {"campaignId": id}),
        "found": ask_all(actor, "decision.list", wanted),
        "form": form,
        "kinds": KINDS,
        "kind": kind,
        "writing": bool(given) or bool(form.errors),
    }
    return render(request, "conversations/decisions.html", context, status=422 if form.errors else 200)
