"""Word classes: what a form can be – determiner, verb, name … – told from closed lists and endings, without a parser.

`bits` names the classes, `lexicon` reads the closed ones (fr.yaml, en.yaml), `french` and `english` tell the open ones by
their endings, `classifier` gives one integer of bits for each type. A syntax tier, when it comes, replaces `classifier`.
"""
