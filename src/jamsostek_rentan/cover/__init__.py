"""Who is covered and who owes: people, contributions, and what they cost."""
