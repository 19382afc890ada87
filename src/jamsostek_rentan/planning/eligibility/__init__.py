"""Who may be enrolled: a policy, the rules it weighs, and what they say of somebody."""
