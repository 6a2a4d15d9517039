"""Kinds of response: headers, codings, what is kept. It knows no campaign."""
