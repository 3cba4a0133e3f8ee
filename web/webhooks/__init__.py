"""Which other systems are told when something happens in a case, and what stopped that is about no case."""
