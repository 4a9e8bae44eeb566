"""The REST API: reads only, one file per resource, over the same queries as the pages."""
