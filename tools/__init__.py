"""What developers run to renew committed files: vendored assets and the catalogue of words."""
