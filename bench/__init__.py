"""What is measured, and how: each program starts a Twofold of its own and prints Markdown tables."""
