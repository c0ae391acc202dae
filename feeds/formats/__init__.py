"""One module for each feed format; `feeds` finds those that have a `FORMAT`."""
