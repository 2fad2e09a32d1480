"""The pages of leads: rules, imports, leads, and the link from a mail."""

from django.urls import path

from . import views_consent, views_import, views_leads, views_link, views_pipeline, views_rules, views_rules_edit

urlpatterns = [
    path("leads", views_leads.all_leads, name="leads"),
    path("leads.csv", views_leads.export, name="leads-export"),
    path("leads/<str:id>", views_leads.lead, name="lead"),
    path("leads/<str:id>/decision", views_leads.decision, name="lead-decision"),
    path("leads/<str:id>/do/<str:verb>", views_leads.act, name="lead-act"),
    path("leads/<str:id>/consent", views_consent.record, name="lead-consent"),
    path("l/<str:token>", views_link.answer, name="lead-link"),
    path("campaigns/<str:id>/leads", views_leads.campaign_leads, name="campaign-leads"),
    path("campaigns/<str:id>/import", views_import.imports, name="campaign-import"),
    path("lead-imports/<str:id>", views_import.one, name="lead-import"),
    path("lead-imports/<str:id>/problems.csv", views_import.problems, name="lead-import-problems"),
    path("lead-imports/<str:id>/look-again", views_import.look_again, name="lead-import-remap"),
    path("lead-imports/<str:id>/commit", views_import.commit, name="lead-import-commit"),
    path("lead-imports/<str:id>/cancel", views_import.cancel, name="lead-import-cancel"),
    path("campaigns/<str:id>/log", views_rules.log, name="campaign-log"),
    path("campaigns/<str:id>/rules", views_rules.rules, name="campaign-rules"),
    path("campaigns/<str:id>/rules/new", views_rules_edit.edit, name="campaign-rules-new"),
    path("campaigns/<str:id>/rules/json", views_rules_edit.as_json, name="campaign-rules-json"),
    path("campaigns/<str:id>/rules/pipeline", views_pipeline.replace, name="campaign-pipeline"),
    path("campaigns/<str:id>/rules/pipeline/clear", views_pipeline.clear, name="campaign-pipeline-clear"),
    path("campaigns/<str:id>/rules/<str:version>", views_rules.version, name="campaign-rules-version"),
    path("campaigns/<str:id>/rules/<str:version>/try", views_rules.try_out, name="campaign-rules-try"),
    path("campaigns/<str:id>/rules/<str:version>/compare", views_rules.compare, name="campaign-rules-compare"),
    path("campaigns/<str:id>/rules/<str:version>/sign", views_rules.sign, name="campaign-rules-sign"),
    path(
        "campaigns/<str:id>/rules/<str:version>/receipts/<str:side>", views_rules.receipt, name="campaign-rules-receipt"
    ),
]
