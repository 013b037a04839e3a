"""What is done with schemes, cycles and objections."""
