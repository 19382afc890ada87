"""What a programme can do with its money, and whether its papers agree."""
