"""Matching: which passages speak of which criteria, who is bound, how hard, and what is waived.

Takes structured documents and a rulebook, gives claims and traces (`match.Matcher`). `words` finds concepts and
signals at their places, `qualifiers` judges what a passage does to a duty, `claims` joins the two.
"""
