"""What numbers the parts of a document, in the languages that laws and plans are written in, and what does not."""

from __future__ import annotations

import pytest

from plandiff.language.numbering import LATIN, branch_of, follows, letter, roman
from plandiff.language.references import address_of, references_in
from plandiff.model import Plan
from plandiff.model.plan import Section
from plandiff.normalize.schemes import mark_of
from plandiff.pipeline import compare, load

BODY = "学校应当配备专职校医，每学期为学生体检一次，结果告知家长。"
ENGLISH = "The council keeps the piers in good order and tells everybody when a pier is closed."


def text(*lines: str, apart: bool = True) -> Plan:
    return load(("\n\n" if apart else "\n").join(("Lake Town Plan" if lines[0].isascii() else "云河市规划", *lines, "")).encode())


def sections(plan: Plan) -> list[tuple[int, str]]:
    """The level and number of each section."""

    def below(section: Section) -> list[tuple[int, str]]:
        return [found for child in section.children for found in ((child.level, child.number), *below(child))]

    return below(plan.root)


@pytest.mark.parametrize(
    ("line", "number", "value"),
    [
        ("第三條 為管理湖泊，制定本條例。", "第三條", (3,)),
        ("第 2-1 條", "第 2-1 條", (2, 1)),
        ("第一節 通則", "第一節", (1,)),
        ("第十二条之一 校车", "第十二条之一", (12, 1)),
        ("第十六条の二の三　機構は", "第十六条の二の三", (16, 2, 3)),
        ("제16조의2(목적) 이 법은", "제16조의2", (16, 2)),
        ("1.2.3 职责", "1.2.3", (1, 2, 3)),
        ("1.2A The register", "1.2A", (1, 2, 1)),
        ("Section 12A Fees may be charged.", "Section 12A", (12, 1)),
        ("Article 3 bis Each school", "Article 3 bis", (3, 2)),
        ("Article L. 111-1", "Article L. 111-1", (111, 1)),
        ("Article 1er", "Article 1er", (1,)),
        ("TITRE PRÉLIMINAIRE", "TITRE PRÉLIMINAIRE", (0,)),
        ("CHAPITRE Ier : De l'eau", "CHAPITRE Ier :", (1,)),
        ("§ 16a Gebühren", "§ 16a", (16, 1)),
        ("Zweiter Teil - Schluss", "Zweiter Teil -", (2,)),
        ("Part 1 - General", "Part 1 -", (1,)),
        ("Schedule 2: Fees", "Schedule 2:", (2,)),
        ("Rule 7A: fees", "Rule 7A:", (7, 1)),
        ("XIV. Fees", "XIV.", (14,)),
        ("(iii) feed the ducks;", "(iii)", (3,)),
        ("(aa) by contract", "(aa)", (27,)),
        ("(B) by permit", "(B)", (2,)),
        ("2° la propreté.", "2°", (2,)),
        ("拾壹、附則", "拾壹、", (11,)),
        ("（貳）屋頂型", "（貳）", (2,)),
        ("(II) mow the meadow;", "(II)", (2,)),
        ("(1A) An exemption ends.", "(1A)", (1, 1)),
        ("第 2 條之 1　另定之。", "第 2 條之 1", (2, 1)),
        ("Ⅲ　保障", "Ⅲ", (3,)),
        ("나. 배", "나.", (2,)),
    ],
)
def test_a_number_is_read_in_the_language_of_its_document(line: str, number: str, value: tuple[int, ...]) -> None:
    found = mark_of(line)
    assert found is not None
    assert (found.printed, found.value) == (number, value)


@pytest.mark.parametrize(
    "line",
    [
        "3. September ist der letzte Tag.",
        "1. juin est le dernier jour.",
        "1.2千米，群众满意度提高。",
        "第十六条の規定により、調査を行う。",
        "第三條規定之罰鍰",
        "第十六条の二に定める計画は、公表する。",
        "第十二条之一规定的条件",
        "陸、海、空三軍聯合演習。",
        "Ⅱ 类水质比例",
        "Section 5 of the Water Act applies.",
        "Part 2, Chapter 3",
        "§ 5 Absatz 2 gilt entsprechend.",
        "1 总则",
        "12 所学校",
        "25° C",
    ],
)
def test_what_only_begins_like_a_number_is_none(line: str) -> None:
    assert mark_of(line) is None


def test_a_number_and_a_space_head_a_section_where_its_first_part_follows() -> None:
    plan = text("1 总则", "1.1 目标", BODY, "1.2 范围", BODY, "2 保障", "2.1 经费", BODY, "3 附则", BODY)
    assert sections(plan) == [(1, "1"), (2, "1.1"), (2, "1.2"), (1, "2"), (2, "2.1"), (1, "3")]


def test_chapters_in_the_numerals_of_amounts_contain_those_in_plain_ones() -> None:
    plan = text("壹、目標", "一、太陽能", BODY, "二、風力", BODY, "貳、措施", BODY, "參、經費", BODY)
    assert sections(plan) == [(1, "壹、"), (2, "一、"), (2, "二、"), (1, "貳、"), (1, "參、")]


def test_a_section_inserted_later_belongs_to_the_series_of_titles() -> None:
    plan = text("PART I GENERAL", "1 Application", ENGLISH, "1A Exemptions", ENGLISH, "2 Kitchens", ENGLISH)
    assert [number for _, number in sections(plan)] == ["PART I", "1", "1A", "2"]


def test_a_number_and_a_space_alone_are_text() -> None:
    assert sections(text("12 所学校和幼儿园", BODY, BODY)) == []


def test_decimals_nest_by_their_points_and_not_by_what_came_first() -> None:
    plan = text("1. Goals", "1.1. Space", ENGLISH, "1.1.1. Halls", ENGLISH, "1.2. Teachers", ENGLISH, "2. Money", ENGLISH)
    assert sections(plan) == [(1, "1."), (2, "1.1."), (3, "1.1.1."), (2, "1.2."), (1, "2.")]


@pytest.mark.parametrize("dot", ["", "."])
def test_decimals_nest_by_their_points_though_a_page_gives_all_headings_one_level(dot: str) -> None:
    heads = [f"## {number}{dot} Boats\n\n{ENGLISH}\n\n" for number in ("1", "1.1", "1.1.1", "1.2", "2", "2.1")]
    plan = load(f"# Reed Specification\n\n{''.join(heads)}".encode())
    assert [level for level, _ in sections(plan)] == [1, 2, 3, 2, 1, 2]


def test_a_final_chapter_without_a_number_stands_beside_the_numbered_ones() -> None:
    plan = text("第一章 总则", f"第一条 {BODY}", "第二章 罚则", f"第二条 {BODY}", "附则", f"第三条 {BODY}")
    assert sections(plan) == [(1, "第一章"), (2, "第一条"), (1, "第二章"), (2, "第二条"), (1, ""), (2, "第三条")]


def test_a_decimal_without_its_neighbours_is_a_quantity() -> None:
    assert sections(text("一、目标", BODY, "3.2 名医师服务每千人口", BODY, "二、保障", BODY)) == [(1, "一、"), (1, "二、")]


def test_a_letter_after_its_neighbour_is_no_roman_number_and_one_alone_is_an_initial() -> None:
    lines = [line for name in "ABCDEFGHIJ" for line in (f"{name}. Piers of the town", ENGLISH)]
    assert [number for _, number in sections(text(*lines))] == [f"{name}." for name in "ABCDEFGHIJ"]
    assert sections(text("1. Goals", ENGLISH, "J. Smith keeps the keys", ENGLISH, "2. Money", ENGLISH)) == [(1, "1."), (1, "2.")]


def test_divisions_nest_by_their_words_whatever_comes_first() -> None:
    plan = text(f"第一条 {BODY}", "第二章 保障", f"第二条 {BODY}", "第一节 经费", f"第三条 {BODY}", apart=False)
    assert sections(plan) == [(1, "第一条"), (1, "第二章"), (2, "第二条"), (2, "第一节"), (3, "第三条")]


def test_english_divisions_nest_as_they_come() -> None:
    plan = text("CHAPTER I GENERAL", "PART 1 AIMS", ENGLISH, "PART 2 SCOPE", ENGLISH, "CHAPTER II END", "PART 1 START", ENGLISH)
    assert [level for level, _ in sections(plan)] == [1, 2, 2, 1, 2]


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("第三條", ("条", "3")),
        ("第 2-1 條", ("条", "2-1")),
        ("第十六条の二", ("条", "16-2")),
        ("제16조의2", ("조", "16-2")),
        ("SECTION 12A", ("Section", "12A")),
        ("Artikel 5", ("Article", "5")),
        ("Article 1er", ("Article", "1")),
        ("§ 16a", ("§", "16a")),
        ("（一）", None),
    ],
)
def test_a_section_is_referred_to_by_its_number_however_it_is_written(number: str, address: tuple[str, str] | None) -> None:
    assert address_of(number) == address


@pytest.mark.parametrize(
    ("line", "addresses"),
    [
        ("依第三條之一及第四条规定", ["3-1", "4"]),
        ("第十六条の二に規定する", ["16-2"]),
        ("제3조 및 제16조의2", ["3", "16-2"]),
        ("nach § 16a Absatz 1 dieses Gesetzes", ["16a"]),
        ("as section 3 and Section 12A say", ["3", "12A"]),
        ("l'article L. 111-1 et l'article 3 bis", ["L111-1", "3 bis"]),
    ],
)
def test_a_reference_names_what_the_number_names(line: str, addresses: list[str]) -> None:
    assert [found.address[1] for found in references_in(line)] == addresses


@pytest.mark.parametrize(
    "line",
    [
        "nach § 5 Absatz 2 des Wassergesetzes",
        "nach § 823 BGB",
        "l'article 5 de la loi du 3 janvier 1986",
        "see Article 3 of the Water Act",
    ],
)
def test_a_reference_to_another_document_says_so(line: str) -> None:
    assert [found.abroad for found in references_in(line)] == [True]


def test_a_number_that_two_sections_have_now_is_no_broken_reference() -> None:
    old = text("第一条 为了保护湖泊，制定本条例。", "第二条 违反第一条规定的，责令改正。")
    new = text(
        "第一条 为了保护湖泊，制定本条例。", "第二条 违反第一条规定的，限期改正。", "附则", "第一条 本修正自公布之日起施行。"
    )
    assert "reference-broken" not in {finding.rule.id for finding in compare(old, new).findings}


def test_no_article_holds_a_division_of_a_code() -> None:
    plan = text(
        "Article R1",
        ENGLISH,
        "Titre Ier : Des eaux",
        "Chapitre Ier : Du rivage",
        "Article R2",
        ENGLISH,
        "Titre II : Fin",
        ENGLISH,
    )
    assert sections(plan) == [(1, "Article R1"), (1, "Titre Ier :"), (2, "Chapitre Ier :"), (3, "Article R2"), (1, "Titre II :")]


def test_letters_in_an_article_count_its_items() -> None:
    plan = text("§ 1 Fees", "Owners pay for:", "A. Piers of the town", "B. Boats of the club", "§ 2 Boats", ENGLISH)
    assert sections(plan) == [(1, "§ 1"), (1, "§ 2")]


@pytest.mark.parametrize(
    "alike",
    [
        ("第一编", "제1편", "Book 1", "Part I", "Livre II"),
        ("第一章", "第一章", "제1장", "Chapter 1", "Goal 2", "Pillar 3", "Subtitle A"),
        (
            "第一条",
            "第一條",
            "제1조",
            "Article 5",
            "§ 16a",
            "Rule 7",
            "Clause 8",
            "Action 2",
            "Objective 3",
            "Strategy 1",
            "Priority 4",
        ),
        ("Annex 1", "Appendix A", "Schedule 2", "Exhibit B", "Anlage 3"),
        ("Subchapter A", "Subpart B", "Division 1", "Subdivision 2", "Abschnitt 3"),
        ("第一款", "第二款", "제2관", "Section 5"),
        ("第一目", "Subsection 2"),
        ("第一项", "Paragraphe 3"),
    ],
)
def test_divisions_of_one_rank_stand_on_one_level_in_whichever_language(alike: tuple[str, ...]) -> None:
    (rank,) = {
        found.scheme.rank for number in alike if (found := mark_of(f"{number} 管理")) or (found := mark_of(f"{number} Fees"))
    }
    assert rank >= 0


def test_divisions_are_ranked_from_the_annex_inwards() -> None:
    outwards = (
        "Annex 1",
        "Part 1",
        "Title 1",
        "Chapter 1",
        "Subchapter 1",
        "Section 1",
        "Subsection 1",
        "Paragraphe 1",
        "Article 1",
    )
    ranks = [found.scheme.rank for number in outwards if (found := mark_of(f"{number} Fees"))]
    assert ranks == list(range(len(outwards)))


ORDINALS = (
    "preliminary|préliminaire",
    "first|premier|première|erster|erste|unique",
    "second|deuxième|zweiter|zweites",
    "third|troisième|dritter",
    "fourth|quatrième|vierter",
    "fifth|cinquième|fünfter",
    "sixth|sixième|sechster",
    "seventh|septième|siebter|siebenter",
    "eighth|huitième|achter",
    "ninth|neuvième|neunter",
    "tenth|dixième|zehnter",
)


def test_ordinals_in_words_number_a_division_whatever_the_language() -> None:
    for value, words in enumerate(ORDINALS):
        for word in words.split("|"):
            assert LATIN.value(word) == LATIN.value(word.upper()) == (value,)


def test_what_was_inserted_is_counted_in_latin_words() -> None:
    words = "bis ter quater quinquies sexies septies octies novies decies undecies duodecies terdecies quaterdecies quindecies"
    assert [branch_of(f" {word}") for word in words.split()] == [(value,) for value in range(2, 16)]


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        *(("I", 1), ("IV", 4), ("IX", 9), ("xiv", 14), ("XL", 40), ("XCIX", 99), ("CCCXC", 390), ("lxxx", 80)),
        *(("IIII", None), ("VX", None), ("IC", None), ("XLX", None), ("", None), ("A", None)),
    ],
)
def test_a_roman_numeral_is_worth_what_its_letters_say(numeral: str, value: int | None) -> None:
    assert roman(numeral) == value


@pytest.mark.parametrize(
    ("letters", "value"),
    [("a", 1), ("Z", 26), ("aa", 27), ("zz", 52), ("ccc", 55), ("ab", None), ("é", None), ("1", None), ("@", None), ("{", None)],
)
def test_doubled_letters_are_counted_after_single_ones(letters: str, value: int | None) -> None:
    assert letter(letters) == value


@pytest.mark.parametrize(
    ("value", "before", "next_one"),
    [
        *(((2,), (1,), True), ((3,), (1,), False), ((1,), (1,), False), ((1, 3), (1, 2), True), ((2, 3), (1, 2), False)),
        *(((12, 1), (12,), True), ((12, 2), (12,), True), ((12, 3), (12,), False), ((13, 1), (12,), False)),
        *(
            ((13,), (12, 3), True),
            ((12,), (12, 3), False),
            ((14,), (12, 3), False),
            ((1, 3), (1, 2, 9), True),
            ((2, 3), (1, 2, 9), False),
        ),
        *(((12, 1, 1), (12,), False), ((2,), (1, 2, 9), True)),
    ],
)
def test_a_number_follows_another_by_counting_on_or_as_an_insertion(
    value: tuple[int, ...], before: tuple[int, ...], next_one: bool
) -> None:
    assert follows(value, before) is next_one


@pytest.mark.parametrize(
    ("text", "abroad"),
    [
        *(
            ("as Section 3 of this Act says", False),
            ("as Section 3 of the present law says", False),
            ("Section 3 of the Act", True),
        ),
        *(
            ("l'article 3 du présent code", False),
            ("l'article 3 du code civil", True),
            ("dudit article 3", True),
            ("selon ledit article 5", True),
        ),
        *(("Section 3 (2) of the Water Act", True), ("nach § 5 Abs. 2 BGB", True), ("Article 3 of Regulation 5", True)),
    ],
)
def test_the_words_around_a_reference_say_whether_it_leaves_the_document(text: str, abroad: bool) -> None:
    assert [found.abroad for found in references_in(text)] == [abroad]


def test_a_reference_stands_where_it_is_printed() -> None:
    text = "依第十二条之一、第三章和 § 16a 办理"
    assert [text[found.start : found.end] for found in references_in(text)] == ["第十二条之一", "第三章", "§ 16a"]
    assert [address_of(number) for number in ("Sections 3", "Articles 4", "SCHEDULE 2", "Section", "见第三条")] == [
        *(("Section", "3"), ("Article", "4"), ("Schedule", "2")),
        *(None, None),
    ]
