"""The pages of finance for bank transfers: files made, released and taken, and statements brought in."""
