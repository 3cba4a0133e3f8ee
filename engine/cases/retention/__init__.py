"""What becomes of closed cases: for how long they are kept, who holds one back, and how one is destroyed."""
