"""Where leads go: the context of a campaign, exclusion lists, a batch of decisions and its rows."""
