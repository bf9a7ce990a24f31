"""What MkDocs loads: the pages of a catalog, and those about the program itself."""
