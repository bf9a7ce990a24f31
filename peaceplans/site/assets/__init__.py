"""Style sheets and scripts that pages use."""
