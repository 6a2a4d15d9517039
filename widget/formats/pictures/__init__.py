"""A view as pixels: a still picture, a sign, a film of a minute."""
