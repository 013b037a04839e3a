"""Lists: one declaration per list (`ListSpec`), read by its page and by its API alike."""
