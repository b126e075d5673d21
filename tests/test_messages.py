"""Messages: the same in both languages."""

from __future__ import annotations

import re

import pytest

from plandiff.renderers import judgement_messages, library_messages, redline_messages, review_messages
from plandiff.renderers.catalogue import ENGLISH, MESSAGES
from plandiff.renderers.messages import Wording
from plandiff.renderers.region_messages import REGIONS
from plandiff.renderers.tally import MARKS


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    others = (judgement_messages.MESSAGES, library_messages.MESSAGES, redline_messages.MESSAGES, review_messages.MESSAGES)
    for messages in (MESSAGES, REGIONS, *others):
        first, second = messages["en"], messages["zh"]
        assert first.keys() == second.keys()
        for key in first:
            assert sorted(re.findall(r"{\w+}", first[key])) == sorted(re.findall(r"{\w+}", second[key])), key
    assert REGIONS["en"].keys() <= MESSAGES["en"].keys()
    assert ENGLISH.keys() >= set(MARKS)


def test_an_unknown_message_is_an_error_and_an_unknown_code_names_itself() -> None:
    with pytest.raises(KeyError):
        Wording("en").say("no-such-message")
    assert Wording("zh").name_of("note", "brand-new") == "brand-new"
