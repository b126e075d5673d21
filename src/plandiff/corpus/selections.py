"""All SQL that reads the tables of a corpus; that which makes them is in `queries.py`. Conditions, order and limits are added by
`tables.py`, values are parameters.

`dated` is documents in order of time: by the first day on which a document may have got its wording, then by the last; those without
a date have no `moment` and come last. `taken` is takeovers other than those between editions of one document.
"""

from __future__ import annotations

from typing import Final

DATED: Final = """
create temp table if not exists dated as
select doc, name, title, family, date_first, date_last, coalesce(region, '') place,
       epoch_ms(date_first) // 86400000 * 100000 + (date_last - date_first) moment
from documents"""
TAKEN: Final = """
create temp view if not exists taken as
select t.*, p.key, x.place from_region, y.place region
from takeovers t join passages p using (doc, unit) join dated x on x.doc = t.from_doc join dated y on y.doc = t.doc
where x.family is null or y.family is null or x.family <> y.family"""

DOCUMENTS: Final = "select * from documents"
PAIRS: Final = """
select p.*, x.name name_a, y.name name_b, x.region region_a, y.region region_b, x.date_first date_a, y.date_first date_b
from pairs p join documents x on x.doc = p.a join documents y on y.doc = p.b"""
TAKEOVERS: Final = """
select t.doc, t.unit, t.from_doc, t.from_unit, t.kind, t.similarity, t.substance, t.chars, t.days, t.certain, t.equally_near, t.moved,
       d.name, f.name from_name, d.region, f.region from_region, d.date_first "day", f.date_first from_day,
       p.section, g.section from_section, p.text, g.text from_text, p.key, g.key from_key, p.id, g.id from_id,
       d.family is not null and d.family is not distinct from f.family same_family
from takeovers t join documents d on d.doc = t.doc join documents f on f.doc = t.from_doc
join passages p on p.doc = t.doc and p.unit = t.unit join passages g on g.doc = t.from_doc and g.unit = t.from_unit"""
CLUSTERS: Final = """
select c.*, m.text from clusters c
left join (
    select key, arg_min(text, (doc, unit)) "text" from passages where key in (select medoid from clusters) group by key
) m on m.key = c.medoid"""
SPREAD_ORDER: Final = """
greatest(c.regions - 1, 0) * ln(greatest(c.substance, 1) / greatest($substance, 1)) desc,
({count} - 1) * ln(greatest(c.substance, 1) / greatest($substance, 1)) desc"""
"""Further regions, and then further of what is counted, times the logarithm of the substance over that of a formula. By regions alone
what every report begins with would lead, by substance alone the longest paragraphs."""
FAMILIES: Final = """
select f.*, d.name, d.title, (select list(distinct region order by region) from documents where family = f.id and region <> '')
from families f join documents d on d.doc = f.id"""
FLOWS: Final = """
select from_region, region, count(*), count(*) filter (kind = 'verbatim'), count(*) filter (kind = 'adapted'),
       count(*) filter (kind = 'contained'), sum(chars)::bigint, count(*) filter (equally_near > 1)
from taken where substance >= $substance group by all order by count(*) desc, from_region, region"""
STANDING: Final = """
select p.doc, p.unit, d.name, p.id, p.section, p.key, p.text
from passages p semi join wanted using (key) join documents d using (doc) order by p.doc, p.unit"""
ERRORS: Final = "select name, stage, cause from errors order by name, source, stage, cause"
COUNTS: Final = """
select (select count(*) from documents), (select count(distinct nullif(region, '')) from documents), (select count(*) from passages),
       (select count(*) from texts), (select count(*) from taken), (select count(*) from clusters), (select count(*) from families),
       (select count(*) from errors), (select count(*) from dated where moment is null), (select count(*) from dated where place = '')"""
WHY_NOTHING: Final = """
select (select count(*) from documents)::integer,
       (select count(*) from documents where doc not in (select doc from passages semi join texts using (key)))::integer,
       (select count(*) from documents where date_first is null)::integer"""

# --- a passage ---

PAGES: Final = 'select key, coalesce("cluster", key) from texts where key in (select unnest(?))'
"""Which page shows all places of a text: that of its cluster, or its own."""
ALIKE: Final = """
create or replace temp table alike as
with own as (
    select key from texts where key = $key or "cluster" = $key
), near as (
    select b key from links where a in (select key from own) union select a from links where b in (select key from own)
)
select key from own union select key from near"""
"""The texts of a page: those of a cluster with their similar texts; for a text without a cluster, its similar texts."""
IN_TIME: Final = """
select p.doc, p.unit, p.id, p.section, p.text, p.key, t.from_doc, t.from_unit, t.kind, t.similarity, t.days, t.certain, t.moved, d.moment
from passages p join alike using (key) join dated d using (doc) left join takeovers t using (doc, unit)
order by d.moment nulls last, p.doc, p.unit"""
SPREAD: Final = """
select count(*), count(distinct doc), count(distinct nullif(place, '')) from passages join alike using (key) join dated using (doc)"""
SIMILARITIES: Final = """
select a, b, similarity from links where a in (select key from alike) and b in (select key from alike)"""
SUBSTANCE: Final = (
    'select coalesce(c.substance, t.substance) from texts t left join clusters c on c.id = t."cluster" where key = ?'
)

# --- a document, and two ---

UNITS: Final = """
select unit, id, kind, number, text, section, coalesce(x."cluster", p.key)
from passages p left join texts x using (key) where doc = ? order by unit"""
BEFORE: Final = "select unit, from_doc, kind, similarity, certain, equally_near from takeovers where doc = ? order by unit"
AFTER: Final = """
with own as (
    select p.unit, p.key, d.moment, d.date_last from passages p join texts using (key) join dated d using (doc) where p.doc = $doc
), alike as (
    select unit, key, moment, date_last, 'verbatim' kind, 1.0 similarity from own
    union all select o.unit, l.b, moment, date_last, l.kind::varchar, l.similarity from own o join links l on l.a = o.key
    union all select o.unit, l.a, moment, date_last, l.kind::varchar, l.similarity from own o join links l on l.b = o.key
), found as (
    select a.unit, d.doc, min((d.moment, -a.similarity, a.kind)) best, any_value(d.date_first > a.date_last) certain
    from alike a join passages p using (key) join dated d on d.doc = p.doc where d.moment > a.moment group by all
)
select unit, doc, best[3] kind, -best[2] similarity, certain, count(*) over (partition by unit) from found
qualify row_number() over (partition by unit order by best[1], doc) <= $most order by unit, best[1], doc"""
"""Later documents that have a passage of this one, limited to the first few."""
MEMBERS: Final = "select doc from dated where family = ? order by moment nulls last, doc"
COMMON: Final = """
with met as (
    select y.unit, x.unit from_unit, x.key from_key, y.key,
           coalesce(l.kind::varchar, 'verbatim') kind, coalesce(l.similarity, 1) similarity, coalesce(l.substance, t.substance) substance
    from passages y join texts t on t.key = y.key join passages x on x.doc = $old
    left join links l on l.a = least(x.key, y.key) and l.b = greatest(x.key, y.key)
    where y.doc = $new and (x.key = y.key or l.a is not null)
), nearest as (
    select * from met qualify row_number() over (partition by unit order by similarity desc, substance desc, from_unit) = 1
)
select n.kind, n.similarity, n.substance, x.section, y.section, x.text, y.text, coalesce(t."cluster", n.key), count(*) over ()
from nearest n join texts t on t.key = n.key join passages x on x.doc = $old and x.unit = n.from_unit join passages y on y.doc = $new and y.unit = n.unit
order by n.substance desc, n.unit"""
"""Each passage of the later document with the nearest of the earlier one."""

# --- whole tables, for spreadsheets ---

WHOLE: Final = {
    "takeovers.csv": (
        (
            "from",
            "from_region",
            "from_first",
            "from_last",
            "to",
            "to_region",
            "to_first",
            "to_last",
            "kind",
            "similarity",
            "substance",
            "chars",
            "days",
            "certain",
            "equally_near",
            "moved",
            "same_family",
            "passage",
            "text",
        ),
        """select x.name, x.place, x.date_first, x.date_last, y.name, y.place, y.date_first, y.date_last, t.kind, round(t.similarity, 4),
                  round(t.substance, 1), t.chars, t.days, t.certain, t.equally_near, t.moved,
                  coalesce(x.family = y.family, false), printf('%016x', p.key), p.text
           from takeovers t join passages p using (doc, unit) join dated x on x.doc = t.from_doc join dated y on y.doc = t.doc
           order by t.substance desc, t.doc, t.unit""",
    ),
    "flows.csv": (
        ("from_region", "to_region", "passages", "verbatim", "adapted", "contained", "chars", "tied"),
        """select from_region, region, count(*), count(*) filter (kind = 'verbatim'), count(*) filter (kind = 'adapted'),
                  count(*) filter (kind = 'contained'), sum(chars)::bigint, count(*) filter (equally_near > 1)
           from taken where substance >= $substance group by all order by count(*) desc, from_region, region""",
    ),
    "clusters.csv": (
        ("passage", "documents", "texts", "places", "regions", "first", "last", "substance", "text"),
        """select printf('%016x', id), size, texts, places, regions, first, last, round(substance, 1),
                  (select text from passages where key = medoid order by doc, unit limit 1)
           from clusters c order by {spread}, c.id""".format(spread=SPREAD_ORDER.format(count="c.places")),  # noqa: S608 - ours
    ),
    "families.csv": (
        ("family", "document", "title", "region", "first", "last"),
        """select family, name, title, place, date_first, date_last from dated where family is not null
           order by family, moment nulls last, doc""",
    ),
    "errors.csv": (("document", "source", "stage", "cause"), "select name, source, stage, cause from errors order by all"),
}
"""File -> its header, and the query."""
