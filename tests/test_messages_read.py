"""E-mails and saved pages: what they hold is read, and what is attached is told."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from plandiff import load
from plandiff.model import Plan, Source

PLAN = "云溪市节水规划\n\n一、目标\n\n到2030年，建成节水型社会。\n"
PAGE = "<html><body><h1>云溪市节水规划</h1><h2>一、目标</h2><p>到2030年，建成节水型社会。</p></body></html>"


def message(*, page: str = "", text: str = "", attached: str = "") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "li@example.org", "wang@example.org", "规划全文"
    if text or not page:
        mail.set_content(text, cte="base64")
        if page:
            mail.add_alternative(page, subtype="html")
    else:
        mail.set_content(page, subtype="html")
    if attached:
        mail.add_attachment(b"PK", maintype="application", subtype="zip", filename=attached)
    return mail


def read(data: bytes) -> Plan:
    return load(Source("mail.eml", data))


@pytest.mark.parametrize("line", ["", "Received: from a by b;\n\tFri, 1 Jan 2021 00:00:00 +0000\n", "X-Mailer: c\n"])
def test_the_page_or_text_of_an_e_mail_is_the_plan(line: str) -> None:
    for mail in (message(text=PLAN), message(page=PAGE), message(text="请见全文。", page=PAGE)):
        plan = read(line.encode() + mail.as_bytes())
        assert plan.root.title == "云溪市节水规划"
        assert [unit.number + unit.text for unit in plan.units] == ["一、目标", "到2030年，建成节水型社会。"]


def test_files_attached_to_an_e_mail_are_told() -> None:
    plan = read(message(text=PLAN, attached="附件.zip").as_bytes())
    assert [(note.code, note.detail) for note in plan.notes] == [("attachment-not-read", "附件.zip")]


@pytest.mark.parametrize(
    "text",
    [
        "Subject: water\nDate: 2021\n\nThe town saves water.\n",
        "To: all staff\n\nMIME-Version: 1.0 is a header.\n",
        "From: 2021\nwe save.\n",
    ],
)
def test_a_text_with_labels_is_no_e_mail(text: str) -> None:
    plan = load(Source("memo.txt", text.encode()))
    assert sum(len(unit.text) for unit in plan.units) + sum(len(item.text) for item in plan.set_aside) > len(text) // 2
    assert not plan.notes
