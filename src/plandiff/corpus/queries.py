"""All SQL of a corpus, in the order in which it is run. Names in braces are tables or files; values are parameters.

`texts` are the distinct canonical texts of passages; a passage is a *place* of its text. Joining texts rather than places is what keeps
a sentence common to three hundred documents from costing the square of that.
"""

from __future__ import annotations

from typing import Final

BATCH_FILES: Final = {
    "documents": """
        select sha256, text_sha256, title, issuer, region, period, date_first::date date_first, date_last::date date_last, date_from::varchar date_from,
               chars::integer chars, passages::integer passages, string_split(nullif(notes::varchar, ''), chr(10)) notes, canonical
        from given order by sha256""",
    "passages": """
        select sha256, unit::uinteger unit, id, section, kind, key::ubigint "key", chars::integer chars, measure::integer measure,
               number, text
        from given order by sha256, unit""",
    "texts": 'select key::ubigint "key", canon from given order by 1',
    "prints": 'select h::ubigint h, key::ubigint "key" from given order by h, key',
    "grams": "select gram, documents::uinteger documents from given order by gram",
}
"""Kind of file -> the rows of a batch as written: the names, types and order of its columns."""

# --- what there is: documents, under all their names ---

DOCUMENTS: Final = """
create table documents as
with named as (
    select sha256, min(name) "name", arg_min(source, name) source,
           list(distinct name order by name) filter (name <> first_name) also, bool_or(reference) reference
    from (select *, min(name) over (partition by sha256) first_name from members) group by sha256
), read as (
    select * from {documents} qualify row_number() over (partition by sha256) = 1
), known as (
    select r.*, n.name, n.source, n.also, n.reference, m.series,
           coalesce(nullif(m.region, ''), r.region) region_known,
           coalesce(m.first, r.date_first) first_known, coalesce(m.last, r.date_last) last_known,
           case when m.first is not null then 'user' else r.date_from end from_known
    from read r join named n using (sha256)
    left join (select name, region, series, nullif(first, '')::date first, nullif(last, '')::date last from metadata) m on m.name = n.name
)
select (row_number() over (order by name, sha256) - 1)::uinteger doc, name, source, also, title, region_known region, issuer, period,
       first_known date_first, last_known date_last, from_known date_from, series, reference,
       sha256, text_sha256, chars, passages, notes
from known order by doc"""

ORDERED: Final = """
create view dated as
select doc, region, reference, chars, date_first, date_last,
       10000000 * (date_first - date '0001-01-01') + (date_last - date '0001-01-01') moment
from documents"""
"""`moment` orders documents by time: by the first day on which a document may have got its wording, then by the last."""

PLACES: Final = """
create table places as
select d.doc, p.unit, p.key, p.chars, p.section
from {passages} p join documents d using (sha256) where p.measure >= {length}
order by d.doc, p.unit"""

NUMBERS: Final = "select doc, sha256 from documents order by doc"

GRAMS: Final = """
select gram, (1000 * ln(({documents} + {few} + 1) / sum(documents)))::integer weight from {grams} group by gram order by gram"""
"""The rarity of each gram (inverse document frequency): thousandths of the natural logarithm of all documents over those that have it.
Whole numbers, so that sums do not depend on the order of addition."""

TEXTS: Final = """
create table joined as
select t.key, any_value(t.canon) canon from {texts} t semi join places using (key) group by t.key"""
TEXTS_OF_RANGE: Final = "select key, canon from joined where key between {low} and {high} order by key"

# --- which texts are worth comparing ---

HISTOGRAM: Final = "select (h >> {shift})::integer step, count(*) prints from {prints} group by step order by step"

CANDIDATES: Final = """
with read as (
    select h, key from {prints} where h >= {low} and h < {high}
), met as materialized (
    select distinct h, key from read semi join {texts} t using (key) where h in (select h from read group by h having count(*) > 1)
), crowds as materialized (
    select h, count(*) crowd from met group by h having crowd > 1
), few as materialized (
    select h, key from met semi join (from crowds where crowd <= {crowd}) using (h)
), chained as (
    select key, {lags} from met semi join (from crowds where crowd > {crowd}) using (h)
    window in_order as (partition by h order by key)
), found as (
    select l.key a, r.key b from few l join few r on l.h = r.h and l.key < r.key
    union all
    {chain}
)
select distinct {block} block, a, b from found order by block, a, b"""
"""Texts that share a print: all pairs if they are few, each with its neighbours in order if they are many. Most prints are of one text
alone, and are left out before anything else is done."""
LAG: Final = "lag(key, {n}) over in_order before_{n}"
CHAIN: Final = "select before_{n} a, key b from chained where before_{n} is not null"
BLOCK: Final = "((a >> {shift})::integer * {blocks} + (b >> {shift})::integer)"

PAIRS_OF_BLOCK: Final = "create table candidates as select distinct a, b from {candidates} where block = ?"
FRESH: Final = "create table fresh as select distinct key from {texts}"
NEW_ONLY: Final = """
select distinct block, a, b from (
    from ({candidates}) where a in (select key from fresh) or b in (select key from fresh)
    union all
    select {block} block, a, b from {links} where a >> 16 >= {low} and a >> 16 < {high}
) order by block, a, b"""
"""The candidates with a new text, and earlier links; `low` and `high` only assign them to one of several tasks."""
KNOWN_PAIRS: Final = "create table known as select a, b, similarity, kept from {links} where {within}"
NO_PAIRS: Final = "create table known (a ubigint, b ubigint, similarity float, kept usmallint)"
WORTHWHILE_PAIRS: Final = """
select a, b, coalesce(similarity, 0)::float similarity, coalesce(kept, 0)::bigint kept, similarity is null fresh
from candidates left join known using (a, b) where similarity is null or similarity > 0 or kept > 0 order by a, b"""
"""Candidates that are links, and those that are to be compared."""
COMPARED: Final = "insert into known select a, b, similarity, kept from given"
TEXTS_NEEDED: Final = "select t.key, t.canon from {texts} t semi join needed n on n.key = t.key"
VERIFIED: Final = """
select a::ubigint a, b::ubigint b, similarity::float similarity, kept::usmallint kept from known order by a, b"""
LINKS_OF_BLOCK: Final = """
select a::ubigint a, b::ubigint b, similarity::float similarity, substance::bigint substance, kept::usmallint kept
from given order by a, b"""
"""Substance is in thousandths until it is shown."""

LINKS: Final = """
create table links as
select a, b, similarity, (substance / 1000)::float substance, kept::integer kept,
       case when similarity >= {verbatim} then 'verbatim' when similarity >= {similarity} then 'adapted' else 'contained' end
       ::enum ('verbatim', 'adapted', 'contained') kind
from {links} order by a, b"""

EDGES: Final = """
create table edges as
select a "from", b "to", similarity, substance, kept, kind from links
union all select b, a, similarity, substance, kept, kind from links
union all select key, key, 1, substance, chars, 'verbatim' from weighed"""
"""Links in both directions, and every text with itself."""

# --- texts and clusters ---

WEIGHED: Final = """
create table weighed as
select key, substance / 1000 substance, chars from {weights}"""
WEIGHTS: Final = 'select key::ubigint "key", chars::integer chars, substance::bigint substance from given order by key'

CLUSTERED: Final = """
select a, b from links where similarity >= {cluster} and substance >= {substance}"""

TEXTS_TABLE: Final = """
create table texts as
select w.key, w.chars::integer chars, s.places, s.documents, s.regions, s.first, w.substance::float substance,
       w.substance < {substance} formula,
       case when l.size > 1 or s.documents > 1 then coalesce(l.label, w.key) end::ubigint "cluster"
from weighed w
join (
    select key, count(*)::integer places, count(distinct doc)::integer documents,
           count(distinct nullif(region, ''))::integer regions, min(date_first) "first"
    from places join dated using (doc) group by key
) s using (key)
left join (select *, count(*) over (partition by label) size from labels) l using (key)
order by w.key"""

CLUSTERS: Final = """
create table clusters as
with members as (select cluster id, key, substance, documents from texts where cluster is not null),
standing as (
    select m.id, count(distinct m.key)::integer texts, count(*)::integer places, count(distinct doc)::integer size,
           count(distinct nullif(region, ''))::integer regions, min(date_first) "first", max(date_last) "last"
    from members m join places using (key) join dated using (doc) group by m.id
), met as (
    select m.id, m.key, e.similarity, round(1000 * e.substance)::bigint shared, o.documents
    from members m join edges e on e.from = m.key and e.to <> m.key and e.similarity > 0 join members o on o.key = e.to and o.id = m.id
    union all select id, key, 1, round(1000 * substance)::bigint, documents - 1 from members where documents > 1
), central as (
    select id, key, sum((similarity * shared)::bigint * documents) worth, sum(shared * documents) / sum(documents) / 1000 substance
    from met group by id, key
)
select s.id, s.size, s.regions, s.first, s.last, c.medoid, s.texts, s.places, c.substance::float substance
from standing s
join (
    select id, arg_max(key, (worth, -key::hugeint)) medoid, arg_max(substance, (worth, -key::hugeint)) substance from central group by id
) c using (id)
where s.size > 1
order by s.id"""
"""The medoid is the text that has most in common with the other documents' texts, by substance and similarity. The substance of a
cluster is that of what they have in common with it, on average over the documents: that of a text by itself says nothing of what is
shared. Sums are of whole thousandths, so that they do not depend on the order of addition."""

# --- pairs of documents ---

SEEDS: Final = """
create table seeds as
with few as (
    select distinct p.doc, p.key from places p join texts t using (key) where t.documents <= {common}
)
select distinct least(x.doc, y.doc) a, greatest(x.doc, y.doc) b
from few x join edges e on e.from = x.key join few y on y.key = e.to
where x.doc <> y.doc"""
"""Pairs of documents that share something that is not in all documents."""

SHARED: Final = """
create table shared as
with sides as (
    select a, b, a doc, b other from seeds union all select a, b, b, a from seeds
), met as (
    select s.a, s.b, s.doc, p.unit, p.chars, e.kind, e.substance, case when e.kind = 'contained' then e.kept else p.chars end kept
    from sides s join places p on p.doc = s.doc join edges e on e.from = p.key
    join (select distinct doc, key from places) o on o.doc = s.other and o.key = e.to
)
select a, b, doc, unit, least(sum(kept), any_value(chars)) kept, max(substance) substance,
       min(kind::enum ('verbatim', 'adapted', 'contained')) kind
from met group by a, b, doc, unit"""
"""For each pair, each passage of either document that the other has: how much of it is kept there, and its closest kind. A passage that
is similar to another counts whole; one merged from several, by the pieces in each of them."""

PAIRS: Final = """
create table pairs as
with sizes as (
    select d.doc, d.region, d.text_sha256, greatest(coalesce(sum(p.chars), 0), {counted} * any_value(d.chars)) chars
    from documents d left join places p using (doc) group by all
), sides as (
    select a, b, doc, count(*) passages, sum(kept) kept, count(*) filter (kind = 'verbatim') verbatim,
           count(*) filter (kind = 'adapted') adapted, count(*) filter (kind = 'contained') contained, max(substance) substance
    from shared group by a, b, doc
), paired as (
    select x.a, x.b, x.passages, x.verbatim, x.adapted, x.contained, least(x.kept, y.kept) chars, greatest(x.substance, y.substance) substance,
           (x.kept / one.chars)::float share_a, (y.kept / other.chars)::float share_b,
           one.text_sha256 = other.text_sha256 same_text,
           case when one.chars <= other.chars then x.kept / one.chars else y.kept / other.chars end share,
           coalesce(one.region <> other.region and one.region <> '' and other.region <> '', false) apart
    from sides x join sides y on x.a = y.a and x.b = y.b and x.doc = x.a and y.doc = y.b
    join sizes one on one.doc = x.a join sizes other on other.doc = x.b
)
select a, b,
       case when same_text then 'same-text'
            when share >= case when apart then {between_regions} else {edition} end then 'edition'
            when substance >= {substance} then 'takes-over' else 'related' end
       ::enum ('edition', 'same-text', 'takes-over', 'related') relation,
       passages::integer passages, verbatim::integer verbatim, adapted::integer adapted, contained::integer contained,
       chars::integer chars, share_a, share_b, substance::float substance, share::float share, apart
from paired
union all
select x.doc, y.doc, 'same-text', 0, 0, 0, 0, 0, 0, 0, 0, 0, false
from documents x join documents y on x.text_sha256 = y.text_sha256 and x.doc < y.doc anti join paired on paired.a = x.doc and paired.b = y.doc
where x.chars > 0
order by a, b"""
"""Shares are of what can be compared, or of nearly all of the text if that is more. The last part: documents with the same text but no
passage that is long enough."""

DOUBTFUL: Final = """
create table doubtful as
with pairs_in_doubt as (
    select a, b, share from pairs where relation = 'takes-over' and share >= {doubtful} and not apart
), sides as (
    select a, b, share, a doc, b other from pairs_in_doubt union all select a, b, share, b, a from pairs_in_doubt
), ranked as (
    select a, b, row_number() over (partition by doc order by share desc, other) place from sides
)
select distinct a, b from ranked where place <= {doubtful_each}"""
"""Pairs that share too little for editions and too much for chance: the first few of each document."""
DECIDED: Final = """
update pairs set relation = 'edition' from aligned g semi join doubtful using (a, b)
where pairs.a = g.a and pairs.b = g.b and g.counterpart >= {edition}"""

FAMILY_EDGES: Final = """
select a, b from pairs where relation in ('edition', 'same-text')
union all select doc, lag(doc) over (partition by series order by doc) from documents where series <> '' qualify lag(doc) over (partition by series order by doc) is not null"""

FAMILIES: Final = """
create table families as
with members as (
    select l.label, d.doc, d.region, d.date_first, d.date_last from family_labels l join documents d on d.doc = l.doc
), central as (
    select m.label, m.doc, coalesce(sum(p.share), 0) nearness
    from members m left join (
        select a doc, b other, share_a + share_b share from pairs union all select b, a, share_a + share_b from pairs
    ) p on p.doc = m.doc and p.other in (select doc from members)
    group by all
)
select arg_min(m.doc, (coalesce(m.date_first, date '9999-12-31'), m.doc)) id, count(*)::integer size,
       count(distinct nullif(m.region, ''))::integer regions, min(m.date_first) "first", max(m.date_last) "last",
       any_value(c.medoid) medoid, m.label
from members m
join (select label, arg_max(doc, (round(nearness, 3), -doc::bigint)) medoid from central group by label) c using (label)
group by m.label having count(*) > 1
order by id"""

# --- who had it before ---

STANDING: Final = """
create table standing as
with moments as (
    select p.key, d.reference, d.moment, min((p.doc, p.unit)) place, count(distinct p.doc) documents
    from places p join dated d using (doc) where d.moment is not null group by all
)
select key, reference, moment, place, sum(documents) over (partition by key, reference order by moment) until from moments"""
"""Each text at each moment: one place that got it then, and how many documents had it by then."""

TAKEOVERS: Final = """
create table takeovers as
with wanted as (
    select p.doc, p.unit, p.chars own, p.section, d.moment, d.date_first, d.date_last, e.to key, e.kind, e.similarity, e.substance, e.kept
    from places p join dated d using (doc) join edges e on e.from = p.key where d.moment is not null
), near as (
    {sides}
), ranked as (
    select n.*, round(similarity, 4) nearness, max(round(similarity, 4)) over (partition by doc, unit) nearest from near n
), counted as (
    select *, sum(until) over (partition by doc, unit) equally_near from ranked where nearness = nearest
), chosen as (
    select * from counted
    qualify row_number() over (partition by doc, unit order by reference desc, earlier desc, place) = 1
)
select c.doc, c.unit, c.place[1] from_doc, c.place[2] from_unit, c.kind, c.similarity::float similarity, c.substance::float substance,
       least(c.kept, c.own)::integer chars, (c.date_first - s.date_first)::integer "days", s.date_last < c.date_first certain,
       c.equally_near::integer equally_near, f.section <> c.section moved
from chosen c join documents s on s.doc = c.place[1] join places f on f.doc = c.place[1] and f.unit = c.place[2]
order by c.doc, c.unit"""
"""For each dated passage the nearest earlier place: the most similar text; among equals a reference document's, else the latest."""
EARLIER: Final = """
select w.*, s.place, s.reference, s.until, s.moment earlier
from wanted w asof join (select * from standing where reference = {reference}) s on w.key = s.key and w.moment > s.moment"""

# --- what is written ---

TABLES: Final = {
    "documents": """
        select d.doc, name, source, title, region, issuer, period, date_first, date_last, date_from, f.id::uinteger family, sha256, text_sha256,
               chars, passages, notes, also, series, reference
        from documents d left join family_of f using (doc) order by d.doc""",
    "passages": """
        select d.doc, p.unit, p.id, p.section, p.kind, p.key, p.chars, p.text, p.number
        from {passages} p join documents d using (sha256) order by d.doc, p.unit""",
    "texts": "select * from texts order by key",
    "links": "select a, b, similarity, substance, kept, kind from links order by a, b",
    "takeovers": "select * from takeovers order by doc, unit",
    "pairs": """
        select p.a, p.b, relation, passages, verbatim, adapted, contained, chars, share_a, share_b, g.a is not null aligned, substance,
               equal, changed, moved, added, deleted
        from pairs p left join aligned g on g.a = p.a and g.b = p.b order by p.a, p.b""",
    "clusters": "select * from clusters order by id",
    "families": "select id::uinteger id, size, regions, first, last, medoid::uinteger medoid from families order by id",
    "errors": "select name, source, stage, cause, batch, bug from failures order by name, source, stage, cause",
}
"""Table -> its rows, as users query them; docs/corpus.md explains the columns."""

# --- alignments of editions ---

CANONICAL: Final = "select sha256, any_value(canonical) from {documents} semi join wanted using (sha256) group by sha256"
ALIGNED_FILE: Final = """
select old, new, counterpart::float counterpart, equal::integer equal, changed::integer changed, moved::integer moved, added::integer added, deleted::integer deleted
from given order by old, new"""
ALIGNMENTS: Final = (
    "create or replace table alignments as select * from {files} qualify row_number() over (partition by old, new) = 1"
)
NO_ALIGNMENTS: Final = """
create or replace table alignments as
select null::varchar old, null::varchar new, 0::float counterpart, 0 equal, 0 changed, 0 moved, 0 added, 0 deleted where false"""
TO_ALIGN: Final = """
with editions as (
    select x.sha256 one, y.sha256 other, coalesce(x.date_first, date '9999-12-31') <= coalesce(y.date_first, date '9999-12-31') ordered
    from pairs p join documents x on x.doc = p.a join documents y on y.doc = p.b
    where relation = 'edition' or (p.a, p.b) in (select (a, b) from doubtful)
), pairs_in_order as (
    select case when ordered then one else other end old, case when ordered then other else one end new from editions
)
select old, new from pairs_in_order anti join alignments using (old, new) order by old, new"""
ALIGNED: Final = """
create table aligned as
select least(x.doc, y.doc) a, greatest(x.doc, y.doc) b, l.counterpart, l.equal, l.changed, l.moved, l.added, l.deleted
from alignments l join documents x on x.sha256 = l.old join documents y on y.sha256 = l.new
qualify row_number() over (partition by least(x.doc, y.doc), greatest(x.doc, y.doc) order by l.old) = 1"""

# --- documents that are removed ---

KEPT_PASSAGES: Final = "select sha256, text from {passages} anti join gone using (sha256)"
STILL_THERE: Final = """
create table still_there as select distinct key from {passages} anti join gone using (sha256) where measure >= {length}"""
KEPT_FILES: Final = {
    "documents": "select * from {old} anti join gone using (sha256) order by sha256",
    "passages": "select * from {old} anti join gone using (sha256) order by sha256, unit",
    "texts": 'select * from {old} semi join still_there using (key) order by "key"',
    "prints": 'select * from {old} semi join still_there using (key) order by h, "key"',
}
"""Kind of file -> the rows of a batch without the documents that are `gone`."""

# --- one document that need not be in the corpus ---

LOOK_UP: Final = "select distinct g.own, p.key from {prints} p join given g using (h) order by all"
LOOK_UP_TEXTS: Final = "select key, any_value(canon) from {texts} semi join wanted using (key) group by key"
