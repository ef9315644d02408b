"""Who may do what: keys of a shop's people, their roles, what they did."""
