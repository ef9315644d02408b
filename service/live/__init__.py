"""What happens at the desk, minute by minute: noted with each message, told to the supervisor."""
