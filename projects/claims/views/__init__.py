"""Pages of projects and their claims."""
