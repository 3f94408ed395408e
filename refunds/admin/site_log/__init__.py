"""The log of the whole site: what changed, was said, exported and refused, one act after the other. It only reads."""
