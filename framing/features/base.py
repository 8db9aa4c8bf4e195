"""What every extractor is: a scikit-learn transformer that also gives the table behind its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from framing.annotate.tokens import Tokens
from framing.annotate.wordclass.lexicon import Lexicon, load_lexicon
from framing.codebook import Codebook, Matches, Referent, Rule
from framing.errors import ExtractorError, Problem
from framing.features.documents import prepared
from framing.features.search import Search


class Extractor(TransformerMixin, BaseEstimator):
    """Turns annotated text into a table of what stands where.

    Parameters
    ----------
    language : str, default "fr"
        ISO 639-1 code of the documents; documents of another language are refused, never
        measured with the wrong words.
    codebooks : tuple of Codebook
        Those of another kind or language than the extractor needs are left unused.

    Attributes
    ----------
    table : str
        Class attribute: the contract `observe` keeps, ``observations``, ``counts`` or ``measures``.
    nothing : float
        Class attribute: what `transform` gives where there is no row: 0 for what is counted, NaN for a measure.
    features_ : object array of str
        Names of the columns of `transform`; set by `fit`.
    """

    table: ClassVar[str] = "observations"
    nothing: ClassVar[float] = 0.0

    def __init__(self, language: str = "fr", codebooks: tuple[Codebook, ...] = ()) -> None:
        self.language = language
        self.codebooks = codebooks

    def __getstate__(self) -> dict[str, object]:
        """Leave behind what was remembered of other partitions."""
        state: dict[str, object] = super().__getstate__()
        return {name: value for name, value in state.items() if name != "_lexicon"}

    def rules(self) -> Sequence[Rule]:
        """Return what is to be searched in the tokens, in the order `tables` counts it."""
        return ()

    def sets(self) -> Sequence[Referent]:
        """Return the referents that patterns may name."""
        return next((book.sets for book in self.codebooks if book.language == self.language), ())

    def tables(self, tokens: Tokens, matches: Matches) -> dict[str, pd.DataFrame]:
        """Return every table of one partition by the name of its contract, `table` among them.

        Parameters
        ----------
        tokens : Tokens
        matches : Matches
            Of `rules`, in these tokens.
        """
        raise NotImplementedError

    def observe(self, tokens: Tokens) -> pd.DataFrame:
        """Return the rows of one partition.

        Parameters
        ----------
        tokens : Tokens

        Returns
        -------
        DataFrame
            Under the contract named by `table`, in the order of its key.
        """
        return self.tables(tokens, self._find(tokens))[self.table]

    def lexicon(self) -> Lexicon:
        """Return the closed classes of the extractor's language, read from file once."""
        known: Lexicon | None = self.__dict__.get("_lexicon")
        if known is None or known.language != self.language:
            known = load_lexicon(self.language)
            self._lexicon = known
        return known

    def _find(self, tokens: Tokens) -> Matches:
        return Search([self.rules()], self.sets()).find(tokens)[0]

    def _learn(self, documents: pd.DataFrame | Sequence[str]) -> list[str]:
        """Return the names of the columns `transform` will have, in order."""
        raise NotImplementedError

    def _cells(self, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        """Return for each row of `observe` the feature it counts for, and how much it counts."""
        raise NotImplementedError

    def fit(self, documents: pd.DataFrame | Sequence[str], y: object = None) -> Self:
        """Settle the columns of `transform`.

        Parameters
        ----------
        documents : DataFrame with doc_id, text, layout, language; or list of str
        y : ignored

        Returns
        -------
        self
        """
        self.features_ = np.array(self._learn(documents), dtype=object)
        return self

    def transform(self, documents: pd.DataFrame | Sequence[str]) -> pd.DataFrame:
        """Give the features of each document.

        Parameters
        ----------
        documents : DataFrame with doc_id, text, layout, language; or list of str
            A plain text is taken as a document of body paragraphs, named by its place.

        Returns
        -------
        DataFrame, shape (n_documents, n_features)
            Index doc_id, columns `get_feature_names_out`; counts as float, or measures, NaN where not estimable.

        Raises
        ------
        ExtractorError
            If the extractor was not fitted, or a document is in another language.
        """
        names = self.get_feature_names_out()
        table = prepared(documents, self.language)
        rows = self.observe(self._annotated(table))
        feature, weight = self._cells(rows)
        column = pd.Index(names).get_indexer(pd.Index(feature.astype("object")))
        row = pd.Index(table["doc_id"]).get_indexer(pd.Index(rows["doc_id"].astype("object")))
        values = np.full((len(table), len(names)), self.nothing)
        known = column >= 0
        cells = (row[known], column[known])
        values[cells] = 0.0
        np.add.at(values, cells, weight.to_numpy(dtype=float)[known])
        return pd.DataFrame(values, index=pd.Index(table["doc_id"], name="doc_id"), columns=list(names))

    def get_feature_names_out(self, input_features: object = None) -> NDArray[np.object_]:
        """Return the names of the columns of `transform`.

        Raises
        ------
        ExtractorError
            If the extractor was not fitted.
        """
        if not hasattr(self, "features_"):
            where, remedy = type(self).__name__, "call fit before transform"
            raise ExtractorError(Problem(where, "a fitted extractor", "one that was not", remedy))
        return self.features_.copy()

    def _books(self, kind: str) -> list[Codebook]:
        """Return the codebooks of a kind that are in the extractor's language."""
        return [b for b in self.codebooks if b.kind == kind and b.language == self.language]

    @staticmethod
    def _named(rows: pd.DataFrame, *columns: str) -> tuple[pd.Series, pd.Series]:
        """Return the feature of each row, its columns joined by points, and one for each."""
        names = rows[columns[0]].astype("str")
        for column in columns[1:]:
            names = names + "." + rows[column].astype("str")
        return names, pd.Series(np.ones(len(rows)), index=rows.index)

    @staticmethod
    def _annotated(table: pd.DataFrame) -> Tokens:
        """Return the tokens of documents; the scanner is loaded here because its compiler takes a second to load."""
        from framing.annotate import annotate  # noqa: PLC0415

        return annotate(table).tokens
