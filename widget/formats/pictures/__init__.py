"""A view as pixels: a still picture, a sign, a gif of a minute."""
