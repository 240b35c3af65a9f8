"""Blueprints: which views a viewer shows, of what, and how they are laid out."""
