"""A couple tries a habit on itself, on days drawn by lot, and learns what came of it."""
