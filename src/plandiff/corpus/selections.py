"""The SQL that reads tables; that which makes them is in `queries.py`. Conditions are added by `tables.py`, with parameters."""

from __future__ import annotations

from typing import Final

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
left join (select key, min(text) "text" from passages where key in (select medoid from clusters) group by key) m on m.key = c.medoid"""
FAMILIES: Final = "select f.*, d.name, d.title from families f join documents d on d.doc = f.id"
FLOWS: Final = """
select from_region, region, count(*)::integer takeovers, count(*) filter (kind = 'verbatim')::integer verbatim,
       count(*) filter (kind = 'adapted')::integer adapted, count(*) filter (kind = 'contained')::integer contained,
       sum(chars)::bigint chars, count(*) filter (equally_near > 1)::integer tied, count(*) filter (not certain)::integer uncertain
from ({takeovers}) where region <> '' and from_region <> '' and region <> from_region and substance >= ?
group by all order by from_region, region"""
STANDING: Final = """
select p.doc, p.unit, d.name, p.id, p.section, p.key, p.text
from passages p semi join wanted using (key) join documents d using (doc) order by p.doc, p.unit"""
WHY_NOTHING: Final = """
select (select count(*) from documents)::integer,
       (select count(*) from documents where doc not in (select doc from passages semi join texts using (key)))::integer,
       (select count(*) from documents where date_first is null)::integer"""
