"""Every error that Dissensus raises on purpose.

DissensusError
├── InputError          what the user named cannot be read
│   ├── MissingPath         no such file or folder
│   ├── EmptyInput          a folder or a list of files without anything to read
│   ├── UnreadableInput     a file that is there and cannot be taken in
│   ├── TableError          a table of names that is none
│   └── ClaimError          a typed sentence that cannot be checked
├── StoreError          the database
│   ├── StoreMissing        no database where one was named
│   ├── StoreReadOnly       the database cannot be written
│   ├── StoreVersion        written by another version of Dissensus, or not a database of ours
│   └── StoreBusy           another process writes to it
├── PipelineError       an impossible order of stages, a bug of ours and never the user's
├── NetError            a net is missing, or is not the one that was trained
├── WorkerError         the processes that pages are cleaned in cannot be started
├── LimitError          something that a report is to leave out, and cannot
├── CorrectionError     a person's word that cannot be taken: on speakers, on stories, in a file of corrections
│   └── LedgerError         on a block of the cleaning ledger
└── UnknownId           an id that names nothing in this corpus

A message names the thing, the value and the next step, in one line.
"""

from __future__ import annotations


class DissensusError(Exception):
    """The root: whoever catches this catches all of ours and nothing else's."""


class InputError(DissensusError):
    """What the user named cannot be read."""


class MissingPath(InputError):
    """No such file or folder."""


class EmptyInput(InputError):
    """A folder or a list of files without anything to read."""


class UnreadableInput(InputError):
    """A file that is there and cannot be taken in."""


class TableError(InputError):
    """A table of names that cannot be read as one."""


class ClaimError(InputError):
    """A typed sentence that cannot be checked against a corpus."""


class StoreError(DissensusError):
    """The database cannot do what was asked."""


class StoreMissing(StoreError):
    """No database where one was named."""


class StoreReadOnly(StoreError):
    """The database cannot be written."""


class StoreVersion(StoreError):
    """Written by another version of Dissensus, or not a database of ours."""


class StoreBusy(StoreError):
    """Another process writes to the database."""


class PipelineError(DissensusError):
    """An impossible order of stages."""


class NetError(DissensusError):
    """A net is missing, or is not the one that was trained."""


class WorkerError(DissensusError):
    """The processes that pages are cleaned in cannot be started."""


class LimitError(DissensusError):
    """What a report is to leave out cannot be left out."""


class CorrectionError(DissensusError):
    """A person's word that cannot be taken."""


class LedgerError(CorrectionError):
    """A person's word on a block of the cleaning ledger that cannot be taken."""


class UnknownId(DissensusError):
    """An id that names nothing in this corpus."""
