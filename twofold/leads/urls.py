"""The pages of leads: rules, imports, leads, and the link from a mail."""

from django.urls import path

from .views import consent, exclusion_lists, imports, leads, mail_link, rules, rules_edit

urlpatterns = [
    path("leads.csv", leads.old_export, name="leads-csv"),
    path("leads/<str:id>/decision", leads.decision, name="lead-decision"),
    path("leads/<str:id>/consent", consent.record, name="lead-consent"),
    path("l/<str:token>", mail_link.answer, name="lead-link"),
    path("campaigns/<str:id>/import", imports.imports, name="campaign-lead-import"),
    path("lead-imports/<str:id>", imports.one, name="lead-import"),
    path("lead-imports/<str:id>/problems.csv", imports.problems, name="lead-import-problems"),
    path("lead-imports/<str:id>/look-again", imports.look_again, name="lead-import-remap"),
    path("lead-imports/<str:id>/commit", imports.commit, name="lead-import-commit"),
    path("lead-imports/<str:id>/cancel", imports.cancel, name="lead-import-cancel"),
    path("campaigns/<str:id>/log", rules.log, name="campaign-log"),
    path("campaigns/<str:id>/rules", rules.rules, name="campaign-rules"),
    path("campaigns/<str:id>/rules/new", rules_edit.edit, name="campaign-rules-new"),
    path("campaigns/<str:id>/rules/json", rules_edit.as_json, name="campaign-rules-json"),
    path("campaigns/<str:id>/rules/pipeline", exclusion_lists.replace, name="campaign-pipeline"),
    path("campaigns/<str:id>/rules/pipeline/clear", exclusion_lists.clear, name="campaign-pipeline-clear"),
    path("campaigns/<str:id>/rules/<str:version>", rules.version, name="campaign-rules-version"),
    path("campaigns/<str:id>/rules/<str:version>/try", rules.try_out, name="campaign-rules-try"),
    path("campaigns/<str:id>/rules/<str:version>/compare", rules.compare, name="campaign-rules-compare"),
    path("campaigns/<str:id>/rules/<str:version>/sign", rules.sign, name="campaign-rules-sign"),
    path("campaigns/<str:id>/rules/<str:version>/receipts/<str:side>", rules.receipt, name="campaign-rules-receipt"),
]
