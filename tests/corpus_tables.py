"""Tables of a corpus of five documents, written by hand: an edition, what a region took over word for word and reworded, a tie, a
document without a date, a formula, an error."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from corpus_pages import ORDER, REWORDED

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FORMULA = "违反本办法规定的，由有关主管部门责令改正，依法给予处分。"
OWN = "湖东市另设老年助餐监督员，由街道聘任，每季度公布一次走访结果。"
SPRING, AGAIN, LAKE, HILL, NOWHERE = range(5)
ORDER_KEY, REWORDED_KEY, FORMULA_KEY, OWN_KEY = 2**63 + 7, 8, 9, 10


def tables() -> DuckDBPyConnection:
    """A database that has them."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(
        """
        create type alike as enum ('verbatim', 'adapted', 'contained');
        create table documents (doc uinteger, name varchar, source varchar, title varchar, region varchar, issuer varchar,
            period varchar, date_first date, date_last date, date_from varchar, family uinteger, sha256 varchar, text_sha256 varchar,
            chars integer, passages integer, notes varchar[], also varchar[], series varchar, reference boolean);
        create table passages (doc uinteger, unit uinteger, id varchar, section varchar, kind varchar, key ubigint, chars integer,
            text varchar, number varchar);
        create table texts (key ubigint, chars integer, places integer, documents integer, regions integer, "first" date,
            substance float, formula boolean, "cluster" ubigint);
        create table links (a ubigint, b ubigint, similarity float, substance float, kept integer, kind alike);
        create table takeovers (doc uinteger, unit uinteger, from_doc uinteger, from_unit uinteger, kind alike, similarity float,
            substance float, chars integer, days integer, certain boolean, equally_near integer, moved boolean);
        create table pairs (a uinteger, b uinteger, relation varchar, passages integer, verbatim integer, adapted integer,
            contained integer, chars integer, share_a float, share_b float, aligned boolean, substance float,
            equal integer, changed integer, moved integer, added integer, deleted integer);
        create table clusters (id ubigint, size integer, regions integer, "first" date, "last" date, medoid ubigint, texts integer,
            places integer, substance float);
        create table families (id uinteger, size integer, regions integer, "first" date, "last" date, medoid uinteger);
        create table errors (name varchar, source varchar, stage varchar, cause varchar, batch varchar, bug boolean)
        """
    )
    days = {SPRING: date(2019, 3, 1), AGAIN: date(2020, 1, 1), LAKE: date(2020, 5, 1), HILL: date(2021, 2, 1), NOWHERE: None}
    names = ("泉城市养老条例", "泉城市养老条例", "湖东市养老办法", "山南市养老意见", "")
    regions = ("泉城市", "泉城市", "湖东市", "山南市", "")
    for doc, day in days.items():
        family = SPRING if doc in (SPRING, AGAIN) else None
        connection.execute(
            "insert into documents values (?, ?, ?, ?, ?, '', '', ?, ?, 'header', ?, ?, ?, 200, ?, [], [], '', false)",
            [
                doc,
                f"养老/{doc}.md",
                f"/x/{doc}.md",
                names[doc],
                regions[doc],
                day,
                day,
                family,
                f"{doc:064x}",
                f"{doc:064x}",
                4 if doc == LAKE else 3,
            ],
        )
        texts = (ORDER, ORDER, REWORDED, ORDER, ORDER)
        keys = (ORDER_KEY, ORDER_KEY, REWORDED_KEY, ORDER_KEY, ORDER_KEY)
        rows = [(1, "1", "", "section", 0, "服务", "第一章"), (2, "1/1", "第一章 服务", "paragraph", keys[doc], texts[doc], "")]
        rows.append((3, "1/2", "第一章 服务", "paragraph", FORMULA_KEY, FORMULA, ""))
        if doc == LAKE:
            rows.append((4, "1/3", "第一章 服务", "item", OWN_KEY, OWN, "（一）"))
        for unit, name, section, kind, key, text, number in rows:
            connection.execute(
                "insert into passages values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [doc, unit, name, section, kind, key, len(text), text, number],
            )
    connection.execute(
        f"""
        insert into texts values ({ORDER_KEY}, 40, 4, 4, 2, '2019-03-01', 62, false, 8), (8, 40, 1, 1, 1, '2020-05-01', 58, false, 8),
            (9, 25, 5, 5, 3, '2019-03-01', 12, true, 9), (10, 30, 1, 1, 1, '2020-05-01', 70, false, null);
        insert into links values (8, {ORDER_KEY}, 0.82, 51, 30, 'adapted');
        insert into takeovers values
            ({AGAIN}, 2, {SPRING}, 2, 'verbatim', 1, 62, 40, 306, true, 1, false),
            ({AGAIN}, 3, {SPRING}, 3, 'verbatim', 1, 12, 25, 306, true, 1, false),
            ({LAKE}, 2, {AGAIN}, 2, 'adapted', 0.82, 51, 40, 121, true, 2, false),
            ({LAKE}, 3, {AGAIN}, 3, 'verbatim', 1, 12, 25, 121, true, 2, false),
            ({HILL}, 2, {AGAIN}, 2, 'verbatim', 1, 62, 40, 397, true, 2, true),
            ({HILL}, 3, {LAKE}, 3, 'verbatim', 1, 12, 25, 276, true, 3, false);
        insert into pairs values ({SPRING}, {AGAIN}, 'edition', 3, 3, 0, 0, 180, 0.9, 0.9, true, 62, 2, 1, 0, 0, 0),
            ({SPRING}, {LAKE}, 'takes-over', 2, 1, 1, 0, 65, 0.3, 0.2, false, 51, null, null, null, null, null),
            ({AGAIN}, {LAKE}, 'takes-over', 2, 1, 1, 0, 65, 0.3, 0.2, false, 51, null, null, null, null, null),
            ({AGAIN}, {HILL}, 'takes-over', 2, 2, 0, 0, 65, 0.3, 0.3, false, 62, null, null, null, null, null);
        insert into clusters values (8, 5, 3, '2019-03-01', '2021-02-01', {ORDER_KEY}, 2, 5, 62),
            (9, 5, 3, '2019-03-01', '2021-02-01', 9, 1, 5, 12);
        insert into families values ({SPRING}, 2, 1, '2019-03-01', '2020-01-01', {SPRING});
        insert into errors values ('坏.docx', '/x/坏.docx', 'read', 'cannot be read', 'b1', false)
        """  # noqa: S608 - numbers of ours
    )
    return connection
