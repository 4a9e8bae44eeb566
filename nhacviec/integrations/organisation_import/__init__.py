"""Units and people from Excel: a template to fill in, a dry run that shows every row, then all or nothing."""
