"""The book of policies: the 25 rules in which provinces differ, one definition per parameter."""
