"""What is published: read by everybody, without an account."""
