"""What holds for Twofold as a whole: settings, headers, events, start and stop."""
