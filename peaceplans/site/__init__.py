"""A catalog as pages that people read: generated HTML for MkDocs, pictures, data for scripts."""
