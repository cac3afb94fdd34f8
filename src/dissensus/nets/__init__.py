"""The nets: a manifest names each file with its SHA-256, a file is verified before it is loaded, a net is what runs it.

    nets.blocks()            what the cleaning asks about the lines of a page
    nets.statements()        what the reading asks about word pieces
    nets.pairs()             what is asked about two statements
    nets.contexts()          the same about all statements of whole articles
    nets.brought(place)      a net of the user's own that tags sources, cues and contents

The only package that imports onnxruntime, tokenizers and huggingface_hub. Files are data and nothing but: one that is
missing, cut short or changed is told by name with what was expected and what was found, and nothing runs on it.
"""

from __future__ import annotations

from dissensus.nets.blocks import BlockNet, blocks
from dissensus.nets.brought import LabelNet, brought
from dissensus.nets.contexts import ContextNet, contexts
from dissensus.nets.files import MANIFEST, WEIGHTS, name_of, verified
from dissensus.nets.pairs import PairNet, pairs
from dissensus.nets.statements import StatementNet, statements

__all__ = [
    "MANIFEST",
    "WEIGHTS",
    "BlockNet",
    "ContextNet",
    "LabelNet",
    "PairNet",
    "StatementNet",
    "blocks",
    "brought",
    "contexts",
    "name_of",
    "pairs",
    "statements",
    "verified",
]
