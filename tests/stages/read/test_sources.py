"""Who a source is, one readable case a line: how it is named, what it is, under which name, for whom it speaks."""

from __future__ import annotations

import pytest

from dissensus.langs import read_languages
from dissensus.stages.read.sources import who


@pytest.mark.parametrize(
    "case",
    """Jane Doe, the spokeswoman of the Foreign Ministry | name person | Jane Doe | Foreign Ministry
Ilse Brandt, whose spokesman Karl Rothe was also present | name person | Ilse Brandt |
Jane Doe, who has led the Elmar Water Company since 2011, | name person | Jane Doe | Elmar Water Company
Foreign Minister Sergei Orlan | name person | Sergei Orlan |
Karl Rothe and Jane Doe | name person | Karl Rothe |
an Elmar Dam spokesperson | role person | an Elmar Dam spokesperson | Elmar Dam
a spokeswoman for Mayor Jane Doe | role person | a spokeswoman for Mayor Jane Doe | Jane Doe
The 43-year-old | role person | The 43-year-old |
the 43-year-old from Port Ellery | role person | the 43-year-old from Port Ellery |
Mr. Doe's campaign | role body | Mr. Doe's campaign | Doe
Senator Doe's office | role body | Senator Doe's office | Doe
Mayor Doe's critics | role group | Mayor Doe's critics | Doe
both men | role group | both men |
a person familiar with the matter | role anonymous | a person familiar with the matter |
another source close to the company | role anonymous | another source close to the company |
Selk officials | role anonymous | Selk officials | Selk
the “Harbour Times” | name outlet | Harbour Times |
The Orla Gazette | name outlet | Orla Gazette |
former Harbour agent Jane Doe | name person | Jane Doe | Harbour
Secretary of State Jane Doe | name person | Jane Doe |
The Orla Post's Jane Doe | name person | Jane Doe | Orla Post
Bill Doe | name person | Bill Doe |
Brosk, a software company | name body | Brosk |
the Department of Justice | name body | Department of Justice |
Doe's statements | name unknown | Doe |
San Tello-based Brosk | name unknown | Brosk |
Selk-born Jane Doe | name person | Jane Doe |
the Orla Dawn movement | name body | Orla Dawn |
a Harbour Front group | role body | a Harbour Front group | Harbour Front
Selk officials since 2014 | role anonymous | Selk officials | Selk
Local police on Monday | role body | Local police | Local
one Doe supporter | role unknown | one Doe supporter | Doe
the Doe poll | role document | the Doe poll | Doe
polls released Sunday | role unknown | polls released Sunday |
One of his aides, Jane Doe | name person | Jane Doe |
the WHO | name unknown | WHO |
Ms. Doe, 82, | name person | Doe |
someone like Mr. Rothe | name person | Rothe |
Larry King | name person | Larry King |
the Elmar County Republican | role unknown | the Elmar County Republican | Elmar County Republican
I'm | pronoun unknown | i |
who | pronoun unknown | who |
which | pronoun unknown | which |
whose | pronoun unknown | whose |""".splitlines(),
)
def test_a_source_is_read(case: str) -> None:
    text, what, name, of = (part.strip() for part in case.split("|"))
    found = who(text, 0, len(text), read_languages()["en"])
    assert (f"{found.kind} {found.speaker}", found.name, found.of or "") == (what, name, of)
