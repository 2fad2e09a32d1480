"""Where assets are found, and the tone of their states."""

from twofold.ui.links import shown_at
from twofold.ui.navigation import tab
from twofold.ui.state_colors import tones

tab("Assets", "campaign-assets", of="campaign", order=60)

shown_at("asset", "campaign-assets", "asset-", to_do="reviewed")
shown_at("approval_folder", "campaign-assets")

tones(good="approved", warn="needs changes", busy="in review", info="planned")
