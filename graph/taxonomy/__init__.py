"""Industries, categories, stages, languages, places and code lists: data in English and Chinese, with aliases."""

from graph.taxonomy.model import Taxonomy, Term, fold
from graph.taxonomy.source import load

__all__ = ["Taxonomy", "Term", "fold", "load"]
