"""A matrix for other programs: `plandiff/matrix-1`, one row per cell."""

from __future__ import annotations

import json
from typing import Any

from plandiff import __version__
from plandiff.model.matrix import Coverage, Indicator, Item, Matrix, MatrixCell, MatrixDocument, Place, Statistics
from plandiff.renderers.json import origin_json
from plandiff.renderers.options import RenderOptions


def render_matrix_json(matrix: Matrix, options: RenderOptions) -> bytes:
    answer: dict[str, Any] = {
        "schema": "plandiff/matrix-1",
        "plandiff": __version__,
        "baseline": 0 if matrix.has_baseline else None,
        "documents": [_document(document, options) for document in matrix.documents],
        "indicators": [_indicator(*pair) for pair in zip(matrix.indicators, matrix.statistics, strict=True)],
        "cells": [cell_json(cell) for cell in matrix.cells],
        "items": [_item(item) for item in matrix.items],
        "coverage": [_coverage(found) for found in matrix.coverage],
        "extras": [{"document": extra.document, **place_json(extra.place)} for extra in matrix.extras],
    }
    return (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def cell_json(cell: MatrixCell) -> dict[str, Any]:
    """A cell as an object; docs/matrix.md explains the keys."""
    return {
        "document": cell.document,
        "indicator": cell.indicator,
        "state": cell.state,
        "where": cell.where,
        "measure": cell.measure,
        "text": cell.text,
        "value": list(cell.value) if isinstance(cell.value, tuple) else cell.value,
        "low": cell.low,
        "high": cell.high,
        "unit": cell.unit,
        "comparator": cell.comparator,
        "class": cell.word_class,
        "name": cell.name,
        "parts": list(cell.parts),
        "period": str(cell.period or ""),
        "aspect": cell.aspect,
        "node": cell.node,
        "origin": origin_json(cell.origin),
        "paragraph": cell.paragraph,
        "start": cell.start,
        "confidence": cell.confidence,
        "corrected": bool(cell.corrected_by),
        "rank": cell.rank,
        "since": dict(cell.since),
    }


def place_json(place: Place) -> dict[str, Any]:
    """A place of a document that deals with an item."""
    return {
        "node": place.node,
        "title": place.title,
        "path": list(place.path),
        "score": place.score,
        "grade": place.grade,
        "aspect": place.aspect,
        "origin": origin_json(place.origin),
    }


def _document(document: MatrixDocument, options: RenderOptions) -> dict[str, Any]:
    province = document.province
    return {
        "source": document.source,
        "title": document.title,
        "region": document.region,
        "code": province.code if province else "",
        "group": province.group if province else "",
        "date": document.date,
        "period": str(document.years or ""),
        "report": document.report,
        "problem": document.problem.message(options.language) if document.problem else None,
    }


def _indicator(indicator: Indicator, statistics: Statistics) -> dict[str, Any]:
    return {
        "name": indicator.name,
        "period": str(indicator.period or ""),
        "unit": indicator.unit,
        "aliases": list(indicator.aliases),
        "direction": indicator.direction,
        "number": statistics.numbers,
        "words": statistics.words,
        "none": statistics.none,
        "median": statistics.median,
        "low": statistics.low,
        "high": statistics.high,
        "moves": {
            base: {"raised": higher, "same": same, "lowered": lower} for base, (higher, same, lower) in statistics.moves.items()
        },
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "node": item.node,
        "document": item.document,
        "number": item.number,
        "title": item.title,
        "level": item.level,
        "chapter": item.chapter,
        "aspect": item.aspect,
        "numbers": list(item.numbers),
    }


def _coverage(found: Coverage) -> dict[str, Any]:
    return {
        "item": found.item,
        "document": found.document,
        "grade": found.grade,
        "count": found.count,
        "places": [place_json(place) for place in found.places],
        "rejected": place_json(found.rejected) if found.rejected else None,
        "numbers": list(found.numbers),
    }
