import re
import unicodedata
from pathlib import Path

import pytest

from nhacviec.rules import words_refusals as words

RULES = Path(words.__file__).parent
# Which modules raise which error with a code, and the table that has the sentences.
RAISED = [
    ("UnusableText", ["text.py"], words.TEXT_REFUSALS),
    (
        "FileRefused",
        ["file_types.py", "file_archives.py", "file_images.py", "file_checks.py"],
        words.FILE_REFUSALS,
    ),
    ("BadUnitCode", ["unit_codes.py"], words.UNIT_CODE_REFUSALS),
    ("PolicyError", ["policies.py"], words.POLICY_REFUSALS),
]


@pytest.mark.parametrize(("error", "modules", "table"), RAISED)
def test_every_code_that_is_raised_has_its_sentence(
    error: str, modules: list[str], table: dict[str, str]
) -> None:
    source = "".join((RULES / module).read_text(encoding="utf-8") for module in modules)
    raised = {
        code
        for call in re.findall(rf"raise {error}\(([^\n]*)\)", source)
        for code in re.findall(r'"(\w+)"', call)
    }
    raised -= {"docx", "xlsx"}
    assert raised == set(table)


@pytest.mark.parametrize(("error", "modules", "table"), RAISED)
def test_sentences_are_composed_and_finished(error: str, modules: list[str], table: dict[str, str]) -> None:
    for sentence in table.values():
        assert sentence.endswith(".")
        assert sentence == unicodedata.normalize("NFC", sentence)
    assert "{levels}" in words.CLASSIFIED_WARNING
