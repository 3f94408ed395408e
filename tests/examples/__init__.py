"""Rows in every state, and for every step of the back office one on which somebody can take it now.

What people and workers do to a row is done by the operations. What only a provider or the platform brings about is put
there: these rows are to be looked at, and nothing is concluded from them.
"""
