"""The register of documents and their files."""
