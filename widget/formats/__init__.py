"""A view as bytes: html, svg, png, gif, txt and json."""
