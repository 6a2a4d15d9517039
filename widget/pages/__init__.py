"""Our own pages: campaigns, the builder, the sign, the press kit, and what went wrong."""
