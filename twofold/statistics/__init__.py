"""Statistics of two diaries: pure functions on numbers. A library; it knows no room."""
