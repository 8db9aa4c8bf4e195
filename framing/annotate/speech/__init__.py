"""Speech: who says what – every quotation judged, every reported clause found, each with its cue and its speaker.

In order of work: `inventory` (fr.yaml, en.yaml: the words that report), `kinds` (what each word can be here), `cues` (which
words do report), `subjects` (whose they are), `reported` and `quoted` (what they report), `names` and `speakers` (who that is,
by the fullest name), `attribution` (the whole). All of it by rules over tokens; a syntax tier would replace `subjects` and
`reported`, and nothing else.
"""
