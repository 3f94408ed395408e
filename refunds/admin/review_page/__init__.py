"""A secondary review side by side: the decision under review, what came after it, what changed, and precedents."""
