"""What is remembered: turns, the state folded from them, suggestions, feedback."""
