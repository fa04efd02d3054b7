"""Short lessons: what closeness is, and what helps it along."""
