"""English words that tell whom a pronoun or a role means. What each list is for stands at its field in
`langs/__init__.py`."""

from __future__ import annotations

from collections.abc import Mapping

from dissensus.langs import PointingWords
from dissensus.langs.en_peoples import REGIONS, peoples


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _means() -> Mapping[str, frozenset[str]]:
    """One line a noun: the noun, a colon, the roles of whom it can point at. A noun that stands twice means both."""
    table: dict[str, frozenset[str]] = {}
    for line in MEANS.splitlines():
        nouns, roles = line.split(":")
        for noun in nouns.split():
            table[noun] = table.get(noun, frozenset()) | _words(roles)
    return table


MEANS = """lawmaker legislator politician: senator sen congressman congresswoman representative rep lawmaker legislator mp
politician: governor mayor minister candidate president premier leader chancellor councillor nominee
congressman congresswoman: rep representative
senator: sen
governor: gov
general: gen
member: rep representative senator sen congressman congresswoman mp
official: minister secretary director deputy chief commissioner spokesman spokeswoman spokesperson administrator
diplomat: ambassador envoy minister spokesman spokeswoman spokesperson consul
leader: president premier chancellor chairman chairwoman chair head king minister speaker
executive: ceo chief president founder chairman chairwoman
boss chief: ceo head director chief executive boss president chairman chairwoman
candidate nominee hopeful contender frontrunner front-runner: candidate nominee hopeful contender runner front-runner frontrunner
businessman businesswoman entrepreneur tycoon mogul magnate: ceo founder owner executive billionaire mogul developer tycoon
billionaire: mogul businessman developer tycoon magnate
lawyer attorney counsel: lawyer attorney counsel barrister solicitor
researcher scientist academic: professor scientist researcher author academic biologist physicist economist
professor author: professor author
judge justice magistrate: judge justice magistrate
doctor physician: doctor physician surgeon
officer policeman: detective sergeant lieutenant captain policeman inspector constable
spokesman spokeswoman spokesperson representative: spokesman spokeswoman spokesperson representative secretary
reporter journalist: reporter journalist correspondent columnist
monarch: king queen emir sultan
department ministry: department ministry
agency: agency bureau administration service department office commission directorate
bureau: bureau
group organization organisation: group association coalition organization organisation foundation federation network committee
group organization organisation: union society council alliance center centre institute
commission panel committee: commission committee panel board council
court: court tribunal
bank lender: bank
university school college: university college school institute
campaign: campaign
union: union federation
party: party"""

POINTING = PointingWords(
    forms={
        "his": "he", "himself": "he", "hers": "she", "herself": "she", "their": "they", "themselves": "they",
        "its": "it", "itself": "it", "me": "i", "my": "i", "myself": "i", "our": "we", "ourselves": "we",
    },
    addressed=_words("you your one anyone anybody"),
    relatives=_words("who which that whose"),
    people=_words(
        "nominee legislator businessman businesswoman billionaire boss teenager boy girl suspect defendant "
        "survivor veteran singer comedian pastor rabbi consultant strategist lobbyist entrepreneur tycoon mogul "
        "magnate developer hopeful contender front-runner frontrunner academic biologist physicist chemist "
        "physician surgeon policeman constable sergeant lieutenant correspondent columnist administrator consul mp "
        "rep sen gov writer poet artist designer photographer blogger host anchor presenter columnist strategist "
        "adviser legend champion runner swimmer captain quarterback rapper musician filmmaker philanthropist "
        "lawyer solicitor barrister psychologist psychiatrist sociologist gen adm col maj capt lt sgt dictator "
        "autocrat envoy skipper republican democrat conservative libertarian socialist independent philosopher "
        "curator librarian landlord tenant carpenter plumber electrician baker butcher tailor waiter waitress"
    ),
    epithets=_words(
        "senator governor congressman congresswoman candidate nominee frontrunner front-runner contender hopeful "
        "businessman businesswoman billionaire mogul tycoon magnate entrepreneur politician lawmaker legislator "
        "star actor actress singer author novelist diplomat neurosurgeon economist academic veteran republican "
        "democrat conservative libertarian"
    ),
    others=_words("every each any no other another only same next first second third last rival"),
    kin=_words(
        "mother father son daughter brother sister wife husband widow neighbour neighbor parents uncle aunt cousin "
        "grandmother grandfather friend boyfriend girlfriend fiancé fiancée partner colleague critics supporters"
    ),
    former=_words(
        "former ex then-president acting interim late outgoing incoming new current longtime veteran"
    ),
    means=_means(),
    firms=_words(
        "company firm corporation maker carrier manufacturer retailer giant developer operator startup automaker "
        "builder contractor"
    ),
    firm_endings=_words("inc corp co ltd llc plc ag gmbh sa group holdings company corporation industries partners"),
    agencies=_words("agency bureau department organization organisation group body commission union"),
    seats=_words("kremlin pentagon") | {"white house", "downing street", "buckingham palace", "capitol hill", "the hague"},
    copulas=_words("is was became remains"),
    placing=_words("in at near from to of towards outside inside around across through over"),
    appointed=_words("elected appointed named chosen"),
    offices=_words(
        "state defense defence treasury labor labour education energy commerce health interior justice affairs"
    ),
    partisans=_words("republican democrat democratic conservative labour liberal socialist libertarian gop"),
    plural_verbs=_words("are were have do say think believe want see know"),
    peoples=peoples(),
    regions=REGIONS,
    sides=_words("side regime"),
    things=_words(
        "state front movement brotherhood show now tonight today act avenue street road boulevard lane tower "
        "towers hall bridge lake beach square stadium theater theatre airport plaza memorial festival tour hotel "
        "casino resort building house park island river valley mountain county district day week night morning "
        "awards award prize cup bowl series games album video facebook twitter"
    ),
    lands=_words("kingdom country nation republic"),
    writers=_words("author authors writer writers reporter reporters journalist journalists"),
    leaders=_words(
        "ceo executive chairman chairwoman director head founder co-founder president boss chief treasurer"
    ),
    contenders=_words("candidate nominee frontrunner front-runner contender hopeful"),
    single_offices=_words(
        "president premier minister chancellor senator sen governor gov mayor secretary speaker king queen pope "
        "bishop emir sultan congressman congresswoman representative rep lawmaker legislator mp chairman "
        "chairwoman ceo ambassador general"
    ),
    helpers=_words(
        "spokesman spokeswoman spokesperson aide adviser advisor manager strategist consultant reporter journalist "
        "correspondent columnist editor host anchor moderator professor researcher analyst expert historian judge "
        "justice lawyer attorney counsel prosecutor detective sheriff"
    ),
    adjective_endings=("ed", "ing", "en", "ive", "ous", "ful", "ic", "est", "less", "old", "term", "ish"),
    interviews=_words("interview interviews interviewed spoke speaks talks talked"),
)  # fmt: skip
