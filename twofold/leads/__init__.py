"""Leads: the rules both sides sign, the files people bring in, who gets which lead and why."""
