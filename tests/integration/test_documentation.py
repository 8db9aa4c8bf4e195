"""Promises made in words: the house plan, the public door, the README."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import framing
from framing import errors
from framing.tables import CONTRACTS


@pytest.fixture(scope="module")
def house(root: Path) -> str:
    return (root / "framing" / "README.md").read_text("utf-8")


def rooms(root: Path) -> set[str]:
    return {
        p.stem for p in (root / "framing").iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()
    } - {"__init__"}


def test_floors_in_the_house_plan_are_those_of_the_code(root: Path, house: str) -> None:
    listed = re.findall(r"^\| (?:roof|\d) \| `(\w+)`", house, re.MULTILINE)
    assert set(listed) == rooms(root)


def test_floors_in_the_house_plan_are_those_that_are_enforced(root: Path, house: str) -> None:
    contract = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ][0]
    enforced = [sorted(layer.replace(" ", "").split("|")) for layer in contract["layers"]]
    told: dict[str, list[str]] = {}
    for floor, room in re.findall(r"^\| (roof|\d) \| `(\w+)`", house, re.MULTILINE):
        told.setdefault(floor if floor != "0" else room, []).append(room)
    assert enforced == [sorted(layer) for layer in told.values()]
    assert contract["exhaustive"] is True


def test_tables_in_the_house_plan_are_the_contracts(house: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([\w, ]+) \|", house, re.MULTILINE)
    assert {name: tuple(key.split(", ")) for name, key in rows} == {c.name: c.key for c in CONTRACTS.values()}


def test_files_named_in_the_house_plan_exist(root: Path, house: str) -> None:
    named = re.findall(r"`((?:study|features|annotate|stats|codebook|tests)/[\w/]+\.py)", house)
    assert len(named) > 6
    assert [
        name for name in named if not any((base / name).is_file() for base in (root, root / "framing"))
    ] == []


def test_error_tree_is_drawn_whole() -> None:
    drawn = set(re.findall(r"\b\w+Error\b", errors.__doc__ or ""))
    assert drawn == {name for name in vars(errors) if name.endswith("Error")}


def test_public_door_opens(root: Path) -> None:
    assert dir(framing) == sorted(framing.__all__)
    assert all(getattr(framing, name).__doc__ for name in framing.__all__)
    assert 10 <= len(framing.__all__) <= 18


def test_importing_the_package_loads_no_heavy_library() -> None:
    heavy = ["pandas", "numba", "matplotlib", "sklearn", "typst", "trafilatura", "pydantic"]
    code = f"import framing, sys; print([name for name in {heavy} if name in sys.modules])"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )


def test_comparing_a_bundle_loads_nothing_of_the_measure_half(root: Path) -> None:
    code = (
        "import sys, framing\nfrom pathlib import Path\n"
        "study = framing.load_study(Path('config.yaml'))\n"
        "framing.compare_measurements(study, framing.measure_corpus(study)[0])\n"
        "print([n for n in ('numba', 'sklearn', 'nltk', 'trafilatura', 'py3langid', 'simplemma') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_version_is_told_the_same_everywhere(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"version: {project}" in (root / "CITATION.cff").read_text("utf-8")


def test_lock_files_pin_every_package_with_hashes_and_name_no_registry(root: Path) -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (root / name).read_text("utf-8")
        entries = re.split(r"\n(?=[a-zA-Z0-9])", text)
        assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)
        assert "://" not in text


def samples(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_the_config_from_nothing_runs_and_is_complete(root: Path, tmp_path: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    (config,) = [sample for sample in samples(readme, "yaml") if sample.startswith("study:")]
    rows = "a.txt,a,gazette,fr\nb.txt,b,courrier,fr\nc.txt,c,courrier,en\n"
    write(tmp_path / "my-articles" / "catalogue.csv", f"file,doc_id,outlet,language\n{rows}")
    write(tmp_path / "my-articles" / "a.txt", "Un accord\n\nLa menace demeure, assure le ministre.\n")
    write(tmp_path / "my-articles" / "b.txt", "Un texte\n\nLe ministre l’a signé hier à Paris.\n")
    write(tmp_path / "my-articles" / "c.txt", "A deal\n\nThe threat remains, the minister said.\n")
    write(tmp_path / "config.yaml", config)
    study = framing.load_study(tmp_path / "config.yaml")
    measured, aside = framing.measure_corpus(study)
    assert aside.empty
    assert len(framing.compare_measurements(study, measured).designs)
    assert {"threat.fr", "threat.en"} <= set(measured.settings["codebooks"])  # each of its own language
    assert set(measured.observations.query("family == 'threat'")["doc_id"]) == {"a", "c"}


def test_without_codebooks_nothing_of_them_is_searched_and_one_is_named_by_itself(root: Path) -> None:
    from framing.study.config.names import codebook_names

    every = codebook_names(["fr", "en"], ["fr", "en"], [])
    assert min(map(len, every.values())) > 1
    assert codebook_names([], ["fr", "en"], []) == {"fr": (), "en": ()}
    assert codebook_names(["threat"], ["fr", "en"], []) == {"fr": ("threat",), "en": ("threat",)}
    assert codebook_names(["threat.fr"], ["fr", "en"], []) == {"fr": ("threat",), "en": ()}


def test_readme_names_every_key_of_a_config_and_says_which_are_required(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    (config,) = [sample for sample in samples(readme, "yaml") if sample.startswith("study:")]
    given = set(re.findall(r"^(\w+):", config, re.MULTILINE))
    keys = framing.Study.model_fields
    assert given - {"codebooks"} == {key for key, field in keys.items() if field.is_required()}
    optional = set(keys) - given
    table = "\n".join(line for line in readme.split("\n") if line.startswith("| `"))
    assert [key for key in sorted(optional) if f"`{key}`" not in table] == []
    given_alone = framing.Study.model_validate(
        {
            "study": "a",
            "title": {"fr": "a", "en": "a"},
            "languages": ("fr",),
            "corpus": (".",),
            "contrasts": (("a", "b"),),
            "extractors": ("terms.v1",),
        }
    ).content
    assert given_alone["statistics"] == {"replicates": 9999, "interval": 0.95, "seed": 0}
    assert "`{replicates: 9999, interval: 0.95, seed: 0}`" in table


def test_python_of_the_readme_runs(root: Path, tmp_path: Path) -> None:
    text, study = samples((root / "README.md").read_text("utf-8"), "python")
    shutil.copytree(root / "corpus" / "iran-russia", tmp_path / "corpus" / "iran-russia")
    shutil.copy(root / "config.yaml", tmp_path)
    for sample in (text, study):
        lines = [line.split("  #")[0] for line in sample.strip().split("\n")]
        shown = "\n".join(
            f"print({line})" if re.match(r"spoken\[|result\.|framing\.", line) else line for line in lines
        )
        done = subprocess.run(
            [sys.executable, "-c", shown], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        if sample is text:
            assert re.findall(r"(quoted|reported) +Neva Issard +(\w+)", done.stdout) == [
                ("quoted", "déclarer"),
                ("reported", "assurer"),
            ]
    assert (tmp_path / "reports" / "iran-russia" / "report-en.html").is_file()


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def lesson_key(root: Path) -> dict[str, list[list[str]]]:
    """Return the rows of the answer key in the classroom's README by article."""
    guide = (root / "corpus" / "classroom" / "README.md").read_text("utf-8")
    parts = re.split(
        r"^\*\*\w+: \w+\*\* \(`([\w-]+)`\)$", guide.split("\n# Datasheet\n")[0], flags=re.MULTILINE
    )
    rows = [
        re.findall(r"^\| (?!words|---)(.+?) \| (.+?) \| (.+?) \|$", part, re.MULTILINE)
        for part in parts[2::2]
    ]
    return {article: [list(row) for row in found] for article, found in zip(parts[1::2], rows, strict=True)}


def test_the_key_of_the_lesson_agrees_with_pages_and_truth(root: Path) -> None:
    folder, key = root / "corpus" / "classroom", lesson_key(root)
    assert list(key) == ["ostelle1-fr-e15", "corvane-fr-e15", "ostelle1-en-e15", "corvane-en-e15"]
    truth = yaml.load((folder / "truth.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)["articles"]
    kinds = {"direct": "quoted", "fragment": "quoted", "reported": "reported"}
    for article, rows in key.items():
        page = (folder / "pages" / f"{article}.txt").read_bytes().decode("utf-8")
        page = page.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
        spoken = [
            (a, b, kinds[kind], who) for a, b, kind, who, _ in truth[article]["speech"] if kind in kinds
        ]
        answered = set()
        for words, who, how in rows:
            # the heading first, then the last place: a minister's words may stand in both
            at = page.find(words) if words == rows[0][0] else page.rfind(words)
            assert at >= 0, (article, words)
            over = [s for s in spoken if s[0] < at + len(words) and at < s[1]]
            if how.startswith("own"):
                assert (over, who) == ([], "the outlet"), (article, words)
            else:
                assert (how.split()[0].strip(":"), who) in {s[2:] for s in over}, (article, words)
                answered |= set(over)
        assert answered == set(spoken), article  # every stretch of speech has its answer


def test_files_the_lesson_leads_to_exist(root: Path) -> None:
    folder = root / "corpus" / "classroom"
    links = re.findall(r"\]\(([^)#]+)\)", (folder / "README.md").read_text("utf-8"))
    assert len(links) > 8
    assert [link for link in links if not (folder / link).exists()] == []
