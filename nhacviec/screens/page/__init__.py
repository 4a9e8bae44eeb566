"""What every page stands on: who acts, the menu, errors, htmx."""
