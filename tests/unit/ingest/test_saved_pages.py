from __future__ import annotations

import gzip
from pathlib import Path

from framing.ingest import TextSource, read

PARAGRAPHS = [
    "Le maire de la ville a présenté mardi le projet de nouveau pont devant les habitants du quartier.",
    "Les travaux doivent commencer au printemps et durer deux ans, selon le service de la voirie municipale.",
    "Plusieurs associations ont demandé que les cyclistes disposent d’une voie séparée sur toute la longueur.",
]
PAGE = """<html lang="fr"><head><title>Un pont pour la ville</title>
<meta property="og:title" content="Un pont pour la ville"><meta property="og:url" content="{url}">
<link rel="canonical" href="{url}"><meta property="article:published_time" content="2022-03-04T08:00:00Z"></head>
<body><nav><a href="/">Accueil</a></nav><article><h1>Un pont pour la ville</h1>{body}</article></body></html>"""


def page(url: str = "https://francais.rt.com/france/1-pont") -> bytes:
    return PAGE.format(url=url, body="".join(f"<p>{p}</p>" for p in PARAGRAPHS)).encode()


def test_title_date_text_and_outlet_come_from_the_page(tmp_path: Path) -> None:
    (tmp_path / "pont.html").write_bytes(page())
    (tmp_path / "autre.html.gz").write_bytes(gzip.compress(page("https://journal.example/pont")))
    pages = read([TextSource(tmp_path)]).pages.set_index("doc_id")
    row = pages.loc["pont"]
    assert row["text"].split("\n") == ["Un pont pour la ville", *PARAGRAPHS]
    assert (row["title"], row["published"], row["published_how"], row["language"]) == (
        "Un pont pour la ville", "2022-03-04", "stated", "fr"
    )  # fmt: skip
    assert (row["outlet"], pages.loc["autre", "outlet"]) == ("rt", "unknown")


def test_a_catalogue_goes_before_the_page(tmp_path: Path) -> None:
    (tmp_path / "pont.html").write_bytes(page())
    (tmp_path / "sans.html").write_bytes(page())
    (tmp_path / "catalogue.csv").write_text(
        "file,doc_id,outlet,published,published_how\npont.html,p1,nord,2022,inferred\n", encoding="utf-8"
    )
    found = read([TextSource(tmp_path)])
    row = found.pages.iloc[0]
    assert (row.doc_id, row.outlet, row.published, row.published_how) == ("p1", "nord", "2022", "inferred")
    assert found.set_aside.to_dict("records") == [{"file": "sans.html", "reason": "no row in the catalogue"}]


def test_pages_without_an_article_and_broken_archives_are_set_aside(tmp_path: Path) -> None:
    (tmp_path / "vide.html").write_bytes(b"<html><body></body></html>")
    (tmp_path / "cassee.html.gz").write_bytes(b"no archive")
    found = read([TextSource(tmp_path)])
    assert found.pages.empty
    assert found.set_aside["file"].tolist() == ["cassee.html.gz", "vide.html"]
    assert found.set_aside["reason"].tolist()[1] == "no article text found in the page"
