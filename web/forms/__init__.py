"""A form on a page: its questions drawn with GOV.UK components, and what a browser sends of it read back."""
