"""All SQL for the pages, over the tables of a corpus as its users see them (docs/corpus.md).

`dated` is documents in order of time: by the first day on which a document may have got its wording, then by the last; those without
a date have no `moment` and come last.
"""

from __future__ import annotations

from typing import Final

DOCUMENTS: Final = """
create or replace temp table dated as
select doc, name, title, family, sha256, date_first, date_last, date_from, epoch_ms(date_first) // 86400000 * 100000 + (date_last - date_first) moment,
       coalesce(nullif(title, ''), regexp_extract(name, '[^/]+$')) called, coalesce(region, '') place
from documents"""
DOCUMENT: Final = (
    "select doc, called, name, place, date_first, date_last, date_from, sha256 from dated where doc in (select unnest(?))"
)
NAMED: Final = "select doc, family from documents where name = ? or list_contains(also, ?) order by doc limit 1"
SHAS: Final = "select doc, sha256 from documents where doc in (select unnest(?)) order by doc"
CANONICAL: Final = "select sha256, any_value(canonical) from {documents} where sha256 in (select unnest(?)) group by sha256"

COUNTS: Final = """
select (select count(*) from documents), (select count(distinct nullif(region, '')) from documents), (select count(*) from passages),
       (select count(*) from texts), (select count(*) from taken), (select count(*) from clusters), (select count(*) from families),
       (select count(*) from errors), (select count(*) from dated where moment is null), (select count(*) from dated where place = '')"""

TAKEN: Final = """
create or replace temp view taken as
select t.*, p.key, x.place source_region, y.place target_region
from takeovers t join passages p using (doc, unit) join dated x on x.doc = t.from_doc join dated y on y.doc = t.doc
where x.family is null or y.family is null or x.family <> y.family"""
"""Takeovers other than those between editions of one document."""

FLOWS: Final = """
select source_region, target_region, count(*), count(*) filter (kind = 'verbatim'), count(*) filter (kind = 'adapted'),
       count(*) filter (kind = 'contained'), sum(chars)::bigint, count(*) filter (equally_near > 1)
from taken where substance >= ? group by all order by count(*) desc, source_region, target_region"""

TOP: Final = """
select t.from_doc, t.doc, t.kind, t.similarity, t.substance, t.chars, t.days, t.certain, t.equally_near, t.moved, p.text, coalesce(x."cluster", t.key)
from taken t join passages p using (doc, unit) join texts x on x.key = t.key order by t.substance desc, t.doc, t.unit limit ?"""

CLUSTERS: Final = """
select c.id, (select text from passages where key = c.medoid order by doc, unit limit 1), c.texts, c.places, c.regions, c.first, c.last,
       c.substance
from clusters c where c.substance >= ? order by c.regions desc, c.places desc, c.id limit ?"""
CLUSTERS_COUNTED: Final = "select count(*) from clusters where substance >= ?"

FAMILIES: Final = """
select f.id, d.called, f.size, (select list(distinct place order by place) from dated where family = f.id and place <> ''), f.first, f.last, d.sha256
from families f join dated d on d.doc = f.id order by f.size desc, f.id limit ?"""
FAMILY: Final = """
select f.id, d.called, f.size, (select list(distinct place order by place) from dated where family = f.id and place <> ''), f.first, f.last, d.sha256
from families f join dated d on d.doc = f.id where f.id = ?"""
MEMBERS: Final = "select doc from dated where family = ? order by moment nulls last, doc limit ?"

ERRORS: Final = "select name, stage, cause from errors order by name, source, stage, cause limit ?"

# --- a passage ---

PAGE_KEY: Final = 'select coalesce("cluster", key) from texts where key = ?'
ALIKE: Final = """
create or replace temp table alike as
with own as (
    select key from texts where key = $key or "cluster" = $key
), near as (
    select b key from links where a in (select key from own) union select a from links where b in (select key from own)
)
select key from own union select key from near"""
"""The texts of a page: those of a cluster with their similar texts; for a text without a cluster, its similar texts."""
PLACES: Final = """
select p.doc, p.unit, p.id, p.section, p.text, p.key, t.from_doc, t.from_unit, t.kind, t.similarity, t.days, t.certain, t.moved, d.moment
from passages p join alike using (key) join dated d using (doc) left join takeovers t using (doc, unit)
order by d.moment nulls last, p.doc, p.unit limit ?"""
PLACES_COUNTED: Final = """
select count(*), count(distinct doc), count(distinct nullif(place, '')) from passages join alike using (key) join dated using (doc)"""
SIMILARITIES: Final = """
select a, b, similarity from links where a in (select key from alike) and b in (select key from alike)"""
TEXT: Final = "select substance, formula from texts where key = ?"

# --- a document ---

PASSAGES: Final = """
select unit, id, kind, number, text, section, coalesce(x."cluster", p.key)
from passages p left join texts x using (key) where doc = ? order by unit limit ?"""
EARLIER: Final = "select unit, from_doc, kind, similarity, certain, equally_near from takeovers where doc = ? order by unit"
LATER: Final = """
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
PASSAGES_COUNTED: Final = "select count(*) from passages where doc = ?"

PAIRS: Final = """
select p.a, p.b, p.relation, p.verbatim, p.adapted, p.contained, p.chars, p.share_a, p.share_b
from pairs p join dated x on x.doc = p.a join dated y on y.doc = p.b where {which}
order by p.chars desc, p.a, p.b limit {most}"""
PAIRS_COUNTED: Final = "select count(*) from pairs p join dated x on x.doc = p.a join dated y on y.doc = p.b where {which}"
OF_DOCUMENT: Final = "(p.a = {0} or p.b = {0})"
OF_FAMILY: Final = "(x.family = {0} and y.family = {0})"
OF_BOTH: Final = "(p.a = least({0}, {1}) and p.b = greatest({0}, {1}))"

SHARED: Final = """
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
order by n.substance desc, n.unit limit $most"""
"""Each passage of the later document with the nearest of the earlier one."""

# --- whole tables beside the pages ---

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
        """select source_region, target_region, count(*), count(*) filter (kind = 'verbatim'), count(*) filter (kind = 'adapted'),
                  count(*) filter (kind = 'contained'), sum(chars)::bigint, count(*) filter (equally_near > 1)
           from taken where substance >= $substance group by all order by count(*) desc, source_region, target_region""",
    ),
    "clusters.csv": (
        ("passage", "documents", "texts", "places", "regions", "first", "last", "substance", "text"),
        """select printf('%016x', id), size, texts, places, regions, first, last, round(substance, 1),
                  (select text from passages where key = medoid order by doc, unit limit 1)
           from clusters order by regions desc, places desc, id""",
    ),
    "families.csv": (
        ("family", "document", "title", "region", "first", "last"),
        """select family, name, title, place, date_first, date_last from dated where family is not null
           order by family, moment nulls last, doc""",
    ),
    "errors.csv": (("document", "source", "stage", "cause"), "select name, source, stage, cause from errors order by all"),
}
"""File -> its header, and the query."""
