"""What administrators look after: which days count. They see no case, only the references of those that move."""
