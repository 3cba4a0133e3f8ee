"""What machines ask of the service itself: whether it answers, whether it is ready, its measures; and every request."""
