"""What goes onto somebody else's page: snippets, and what oEmbed says."""
