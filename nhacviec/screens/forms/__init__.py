"""The form fields that all pages share."""
