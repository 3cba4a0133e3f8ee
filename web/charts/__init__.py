"""Charts, drawn on the server as SVG; the same numbers stand beside each as a table."""
