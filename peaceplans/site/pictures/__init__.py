"""Drawings as inline SVG: each a `Picture`, with the table that says the same."""
