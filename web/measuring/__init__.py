"""What pages cost the server where very much is stored: a part of `cspr bench`, which asks the application itself."""
