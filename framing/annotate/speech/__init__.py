"""Speech: who says what – every quotation judged, every reported clause found, each with its cue and its speaker.

In order of work:

1. Words: `inventory` (fr.yaml, en.yaml: the words that report), `people` (given names, high offices), `bits` (what a word can
   be, as numbers), `verb_forms` and `kinds` (what each type is), `reading` (tokens and paired quotations → arrays), `text`
   (those arrays, and steps in them).
2. Cues: `cues` (which verbs report here), `noun_phrases`, `preverbal`, `postverbal`, `subjects` (whose words they report).
3. What is reported without marks: `complements`, `listeners` (whom one tells), `incises`, `objects`, `accordance` (selon X),
   `headings`, with `clauses` and `spans` beneath them and `reported` as their door.
4. What is quoted: `quotation_cues` (which cue governs it), `announced` (who stands beside it without one), `quotation_kinds`
   (what it is), with `quoted` as their door.
5. Who that is: `appositions` (the office beside a name), `names`, `full_names`, `acronyms`, `mentions`, `scene` (one document);
   `named` (by its own name), `salience` (who was present), `offices`, `descriptions`, `bodies`, `earlier_subjects`, `twins`
   (the same words elsewhere); `speakers`, the door of these, and `holders` (as words).
6. `assembling` (one table in the order of the text) and `attribution`, the whole and the door of this room.

All of it by rules over tokens; a syntax tier would replace 2 and 3, and nothing else. Kernels read constants of modules only
(numba knows no class attributes), allocate nothing, and take positions as int64: numba compiles them again for each type.
"""
