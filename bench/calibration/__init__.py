"""Whether the statistics keep what they say: false claims, intervals, bands and signs, by simulation."""
