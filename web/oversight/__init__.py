"""Pages for who oversees all cases: figures as charts and tables, and the cases behind each number."""
