"""Where assets are found, and the tone of their states."""

from twofold.ui.links import shown_at
from twofold.ui.navigation import nav_entry, tab
from twofold.ui.state_colors import tones

nav_entry("Assets", "assets", icon="photo", needs="campaigns.see", order=39, covers="asset")
tab("Assets", "campaign-assets", of="campaign", order=60)

shown_at("asset", "asset", to_do="reviewed", own_page=True)
shown_at("approval_folder", "campaign-assets")

tones(good="approved", warn="needs changes", busy="in review", info="planned")
