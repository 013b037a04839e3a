"""Pages of the three lists, one module for each kind of page."""
