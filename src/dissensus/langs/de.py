"""German: all that reading knows of it, in this one file.

One readable line a group of words. Verbs are given as infinitives, separable ones as `mit|teilen`; weak verbs get their forms
here, strong ones stand in `STRONG`. Words are lower case: a capital letter tells nouns in German, and no names. The choice of
cues follows German news in kind; no text of any corpus is here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dissensus.langs import AttributeWords, Compounds, Cue, Grammar, Language, LinkWords, NumberWords, TimeWords
from dissensus.langs.de_pointing import POINTING
from dissensus.records import Act, Basis, BlockKind, DisputeKind, SpeakerKind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# ----------------------------------------------------------------------------------------------------------- saying

STRONG = {  # infinitive: third person, past, past participle, subjunctive
    line.split()[0]: tuple(line.split()[1:])
    for line in """sprechen spricht sprach gesprochen spreche
schreiben schreibt schrieb geschrieben schreibe
geben gibt gab gegeben gebe
werden wird wurde geworden werde
gestehen gesteht gestand gestanden gestehe
gehen geht ging gegangen gehe
stehen steht stand gestanden stehe
nennen nennt nannte genannt nenne
kennen kennt kannte gekannt kenne
erkennen erkennt erkannte erkannt erkenne
denken denkt dachte gedacht denke
wissen weiß wusste gewusst wisse
halten hält hielt gehalten halte
rufen ruft rief gerufen rufe
raten rät riet geraten rate
bitten bittet bat gebeten bitte
werfen wirft warf geworfen werfe
weisen weist wies gewiesen weise
streiten streitet stritt gestritten streite
bestreiten bestreitet bestritt bestritten bestreite
widersprechen widerspricht widersprach widersprochen widerspreche
versprechen verspricht versprach versprochen verspreche
ausschließen ausschließt ausschloss ausgeschlossen ausschließe
schließen schließt schloss geschlossen schließe
beschließen beschließt beschloss beschlossen beschließe
entscheiden entscheidet entschied entschieden entscheide
finden findet fand gefunden finde
empfinden empfindet empfand empfunden empfinde
empfehlen empfiehlt empfahl empfohlen empfehle
befehlen befiehlt befahl befohlen befehle
schlagen schlägt schlug geschlagen schlage
laden lädt lud geladen lade
lesen liest las gelesen lese
sehen sieht sah gesehen sehe
heißen heißt hieß geheißen heiße
verlauten verlautet verlautete verlautet verlaute
beschreiben beschreibt beschrieb beschrieben beschreibe
erfahren erfährt erfuhr erfahren erfahre
verweisen verweist verwies verwiesen verweise
beweisen beweist bewies bewiesen beweise
angreifen angreift angriff angegriffen angreife
greifen greift griff gegriffen greife
treten tritt trat getreten trete
fahren fährt fuhr gefahren fahre
streichen streicht strich gestrichen streiche
heben hebt hob gehoben hebe
nehmen nimmt nahm genommen nehme
kommen kommt kam gekommen komme
bringen bringt brachte gebracht bringe
verbieten verbietet verbot verboten verbiete
bieten bietet bot geboten biete
schwören schwört schwor geschworen schwöre
ziehen zieht zog gezogen ziehe
verlangen verlangt verlangte verlangt verlange
begrüßen begrüßt begrüßte begrüßt begrüße
dementieren dementiert dementierte dementiert dementiere
plädieren plädiert plädierte plädiert plädiere""".splitlines()
}
INSEPARABLE = ("be", "emp", "ent", "er", "ge", "ver", "wider", "zer", "unter", "über", "miss", "prognosti")

# What a cue can take: c a clause (dass ..., or bare), o a noun phrase, i an infinitive (zu ...), q a quotation alone.
VERBS = (
    (
        Act.ASSERTS,
        "cq",
        "sagen erklären betonen erzählen berichten schreiben melden behaupten versichern bemerken äußern",
    ),
    (
        Act.ASSERTS,
        "cq",
        "meinen antworten erwidern entgegnen ergänzen erläutern unterstreichen bekräftigen wiederholen",
    ),
    (Act.ASSERTS, "cq", "argumentieren kommentieren begründen konstatieren verkünden verlauten präzisieren resümieren"),
    (
        Act.ASSERTS,
        "cq",
        "bestätigen bilanzieren twittern beteuern urteilen formulieren hervor|heben mit|teilen aus|sagen",
    ),
    (Act.ASSERTS, "cq", "an|geben bekannt|geben aus|führen hin|weisen hinzu|fügen klar|stellen fest|stellen dar|legen"),
    (Act.ASSERTS, "cq", "bekannt|machen klar|machen deutlich|machen weiter|geben heraus|streichen fort|fahren berufen"),
    (Act.ASSERTS, "cq", "vermelden informieren schildern signalisieren verlautbaren ein|schätzen rechtfertigen"),
    (
        Act.ASSERTS,
        "c",
        "bekannt|werden ergeben zeigen belegen heraus|finden erfahren hören lesen schließen verweisen unterrichten",
    ),
    (Act.ASSERTS, "o", "bezeichnen nennen beschreiben sprechen bewerten werten ein|stufen schildern beziffern"),
    (Act.ASSERTS, "o", "bestätigen bekannt|geben"),
    (Act.ASSERTS, "q", "rufen skandieren lauten titeln zitieren schreien bloggen"),
    (Act.ASKS, "cq", "fragen wundern"),
    (Act.DENIES, "coiq", "bestreiten dementieren leugnen ab|streiten"),
    (Act.DENIES, "oi", "ab|lehnen"),
    (Act.DENIES, "o", "zurück|weisen widersprechen widerlegen verneinen aus|schließen entkräften verwerfen"),
    (Act.DENIES, "ci", "aus|schließen widersprechen"),
    (Act.DOUBTS, "co", "bezweifeln an|zweifeln hinterfragen zweifeln"),
    (Act.ADMITS, "coiq", "ein|räumen zu|geben gestehen ein|gestehen"),
    (Act.ACCUSES, "coiq", "kritisieren rügen bemängeln monieren beklagen vor|werfen an|prangern beanstanden"),
    (Act.ACCUSES, "oi", "beschuldigen verurteilen an|klagen attackieren an|greifen bezichtigen tadeln unterstellen"),
    (Act.DEMANDS, "coiq", "fordern verlangen auf|fordern appellieren mahnen bitten an|mahnen drängen"),
    (Act.DEMANDS, "oi", "auf|rufen befehlen an|weisen an|ordnen gebieten ein|fordern"),
    (Act.PROPOSES, "coiq", "vor|schlagen empfehlen raten an|regen plädieren an|bieten beantragen"),
    (Act.PROMISES, "coi", "versprechen zu|sichern geloben zu|sagen drohen garantieren schwören"),
    (Act.PROMISES, "ci", "vereinbaren"),
    (Act.WARNS, "coiq", "warnen befürchten prognostizieren vorher|sagen prophezeien fürchten"),
    (Act.PRAISES, "oq", "loben begrüßen würdigen preisen gratulieren"),
    (Act.BELIEVES, "ciq", "glauben hoffen vermuten finden denken schätzen"),
    (Act.BELIEVES, "ci", "erwarten rechnen aus|gehen an|nehmen mutmaßen"),
    (Act.PLANS, "coi", "an|kündigen"),
    (Act.PLANS, "ci", "beschließen planen beabsichtigen entscheiden erwägen"),
    (Act.PLANS, "i", "weigern"),
)
# Phrases that open with a form of `sein`, `haben`, `werden` or the like, and stand together.
FIXED = (
    (Act.ASSERTS, "q", "heißt es", "hieß es"),
    (Act.ASSERTS, "cq", "äußerte sich", "äußerten sich"),
    (Act.BELIEVES, "c", "ist überzeugt", "war überzeugt", "sind überzeugt", "ist sicher", "waren überzeugt"),
    (Act.BELIEVES, "c", "zeigte sich überzeugt", "zeigte sich zuversichtlich", "ist der ansicht", "ist der meinung"),
    (Act.BELIEVES, "c", "vertritt die auffassung", "vertrat die auffassung", "sind der meinung", "sind der ansicht"),
    (Act.BELIEVES, "c", "ist der auffassung", "war der ansicht", "war der meinung", "vertritt die ansicht"),
    (Act.DECLINES, "oi", "lehnte eine stellungnahme ab", "wollte sich nicht äußern"),
)
NOUNS = (
    (
        Act.ASSERTS,
        "behauptung aussage erklärung mitteilung meldung vermutung these angabe hinweis begründung feststellung",
    ),
    (Act.DENIES, "dementi zurückweisung"),
    (Act.ACCUSES, "vorwurf anschuldigung beschuldigung kritik"),
    (Act.DOUBTS, "zweifel"),
    (Act.WARNS, "warnung befürchtung prognose"),
    (Act.DEMANDS, "forderung appell aufforderung"),
    (Act.PROMISES, "zusage versprechen ankündigung drohung"),
    (Act.PROPOSES, "vorschlag empfehlung"),
    (Act.BELIEVES, "ansicht auffassung meinung überzeugung hoffnung"),
    (Act.ADMITS, "eingeständnis geständnis"),
)
TAKES = {"c": "clause", "o": "object", "i": "infinitive", "q": "quote"}


def _finite(verb: str) -> tuple[tuple[str, ...], str]:
    """The finite forms of a simple verb (third persons of present, past and subjunctive), and its past participle."""
    if verb in STRONG:
        third, past, participle, subjunctive = STRONG[verb]
        plural = past + ("n" if past.endswith("e") else "en")
        return (third, verb, past, plural, subjunctive), participle
    base = verb[:-2] if verb.endswith("en") else verb[:-1]
    for prefix in ("", *INSEPARABLE):
        strong = STRONG.get(verb.removeprefix(prefix)) if prefix else None
        if strong and verb.startswith(prefix):
            third, past, participle, subjunctive = (prefix + form for form in strong)
            plural = past + ("n" if past.endswith("e") else "en")
            return (third, verb, past, plural, subjunctive), participle.replace(f"{prefix}ge", prefix, 1)
    link = "e" if base.endswith(("t", "d", "gn", "chn", "dn", "ffn")) else ""
    whole = verb.endswith("ieren") or verb.startswith(INSEPARABLE)
    participle = ("" if whole else "ge") + base + link + "t"
    return (base + link + "t", verb, base + link + "te", base + link + "ten", base + "e"), participle


def _cues() -> Iterator[Cue]:
    for act, takes, lemmas in VERBS:
        shapes = frozenset(TAKES[t] for t in takes)
        for lemma in lemmas.split():
            apart, _, verb = lemma.rpartition("|")
            finite, participle = _finite(verb)
            name = apart + verb
            for form in finite:
                yield Cue(apart + form, name, act, shapes)
                if apart:
                    yield Cue(form, name, act, shapes, apart=apart)
            yield Cue(apart + participle, name, act, shapes, participle=True)
    for act, takes, *phrases in FIXED:
        for phrase in phrases:
            lemma = "heißen" if phrase in ("heißt es", "hieß es") else phrase
            yield Cue(phrase, lemma, act, frozenset(TAKES[t] for t in takes))
    for act, lemmas in NOUNS:
        for lemma in lemmas.split():
            forms = {lemma, lemma + ("n" if lemma.endswith("e") else "en"), lemma + "s", lemma + "e"}
            for form in forms | ({"vorwürfe", "vorwürfen"} if lemma == "vorwurf" else set()):
                yield Cue("the " + form, lemma, act, frozenset({"clause", "object"}), noun=True)


def _tables() -> tuple[dict[str, Cue], dict[str, tuple[Cue, ...]]]:
    """Cues whose words stand together, by form, and those of which a word stands apart, by the first. A form that two
    groups claim keeps the first, and gains what the second takes; one that is finite too is no participle."""
    whole: dict[str, Cue] = {}
    apart: dict[str, dict[str, Cue]] = {}
    for cue in sorted(_cues(), key=lambda cue: cue.participle):
        table = apart.setdefault(cue.form, {}) if cue.apart else whole
        key = cue.apart or cue.form
        known = table.get(key)
        takes = known.takes | cue.takes if known else cue.takes
        first = known or cue
        table[key] = Cue(first.form, first.lemma, first.act, takes, first.noun, first.participle, first.apart)
    return whole, {form: tuple(cues.values()) for form, cues in apart.items()}


CUES, SPLIT_CUES = _tables()

# Finite verbs of reported speech: the subjunctive of the present, and of the past where the present has none of its own.
SUBJUNCTIVE = """sei seien habe hätten werde würden könne könnten müsse müssten solle wolle dürfe dürften möge wisse gebe gehe
komme stehe bleibe lasse liege halte nehme finde sehe bringe handele handle bestehe bedeute benötige brauche gelte führe
mache zeige spreche erhalte verfüge gehöre verstoße trage biete fehle drohe rechne erwarte plane arbeite unterstütze schaffe
verliere gewinne betrage beginne ende diene setze stelle laufe folge falle fordere glaube hoffe lehne treffe wünsche fühle
befinde müßten wären""".split()

# --------------------------------------------------------------------------------------------------------- speakers

VOICES = "sprecher sprecherin sprechern sprechers regierungssprecher"
PERSON = SpeakerKind.PERSON
ROLES = {
    PERSON: VOICES
    + """ präsident präsidentin minister ministerin kanzler kanzlerin ministerpräsident ministerpräsidentin premier senator
    senatorin abgeordneter abgeordnete abgeordneten bürgermeister bürgermeisterin oberbürgermeister gouverneur sekretär
    generalsekretär sekretärin staatssekretär general oberst admiral kommandeur diplomat botschafter botschafterin
    gesandter unterhändler beamter beamtin beamten chef chefin leiter leiterin vorsitzender vorsitzende vorsitzenden
    direktor direktorin stellvertreter berater beraterin anwalt anwältin rechtsanwalt verteidiger staatsanwalt richter
    richterin kommissar kommissarin ermittler analyst experte expertin professor professorin forscher forscherin
    wissenschaftler wissenschaftlerin arzt ärztin ökonom ingenieur journalist journalistin reporter reporterin autor autorin
    redakteur aktivist kandidat kandidatin könig königin prinz papst bischof kardinal pfarrer imam bauer einwohner anwohner
    zeuge zeugin opfer überlebender fischer arbeiter besitzer gründer gründerin geschäftsführer manager politiker politikerin
    trainer spieler spielerin schauspieler mann frau student lehrer lehrerin pilot fahrer kapitän sohn tochter mutter vater
    bruder schwester witwe ehemann ehefrau sprecher vertreter vertreterin beauftragte beauftragter obmann intendant rektor
    historiker kritiker regisseur führer führerin verwalter inspekteur vizepräsident fraktionschef parteichef außenminister""",
    SpeakerKind.BODY: """ministerium regierung amt behörde rat ausschuss kommission parlament kongress senat gericht gerichtshof
    polizei feuerwehr armee marine militär bundeswehr partei fraktion gewerkschaft unternehmen firma konzern gruppe bank
    vorstand verwaltung kabinett botschaft verband organisation institut universität krankenhaus klinik mannschaft kirche
    vereinigung bündnis koalition allianz opposition staatsanwaltschaft anwaltschaft agentur gesellschaft stiftung akademie
    liga verein bundesamt zentrale landtag bundestag bundesrat sicherheitsrat kammer leitung gemeinde stadt land staat
    präsidium hersteller betreiber anbieter aufsicht presseamt kartellamt initiative hochschule wehr union klub bewegung""",
    SpeakerKind.GROUP: """behörden polizisten politiker leute menschen abgeordnete senatoren demokraten republikaner kritiker
    gegner befürworter experten analysten ermittler zeugen augenzeugen anwohner einwohner demonstranten aktivisten
    wissenschaftler forscher ärzte anwälte diplomaten berater minister mitglieder wähler arbeiter familien angehörige
    rebellen truppen soldaten ökonomen beobachter verbündete journalisten reporter autoren bauern fischer überlebende
    passagiere grünen linken liberalen sozialdemokraten quellen kreise viele einige andere beide gewerkschaften parteien
    medien umweltschützer datenschützer bürger nachbarn verbände unionsparteien arbeitgeber vertreter richter sprecher""",
    SpeakerKind.DOCUMENT: """bericht artikel erklärung dokument vermerk brief schreiben studie umfrage anklage klage beschwerde
    buch aufsatz urteil beschluss gesetz vertrag text entwurf gutachten protokoll akte unterlagen zeitung zeitschrift magazin
    webseite website tageszeitung sender fernsehsender nachrichtenagentur portal blatt mitteilung pressemitteilung meldung
    bulletin statistik resolution medienbericht presse""",
}

# What gives a voice to a source: `laut X`, `nach Angaben von X`; the words behind stand in the genitive or behind `von`.
TOLD = """angaben angabe aussage aussagen auskunft information informationen einschätzung einschätzungen ansicht auffassung
meinung bericht berichten worten darstellung schätzung schätzungen erkenntnissen überzeugung mitteilung meldung meldungen
ermittlungen studie studien umfrage umfragen untersuchung untersuchungen analyse annahmen vorstellung
vorstellungen bekunden""".split()
ACCORDING_TO = ("laut", "gemäß", "unter berufung auf")
ACCORDING_NOUNS = {"nach": frozenset(TOLD), "laut": frozenset(TOLD), "gemäß": frozenset(TOLD)}

# ------------------------------------------------------------------------------------------------------------- words

LIKE = """gespräche gespräch verhandlung verhandlungen beratungen dialog treffen unterredung
abkommen vereinbarung vertrag einigung pakt
waffenstillstand feuerpause waffenruhe
angriff anschlag attentat bombardement beschuss überfall
tote toten getötet tot gestorben ums todesopfer starben
verletzte verletzten verletzt verwundet verwundete
geheim heimlich verdeckt
offensive einmarsch vorstoß
beendet gestoppt eingestellt
verboten verbot untersagt untersagung
zahlung zahlungen geld bezahlt
absturz unglück unfall katastrophe
ursache grund auslöser
falsch gefälscht erfunden
wahl abstimmung
rücktritt zurückgetreten
explosion detonation
feuer brand
rechtmäßig legal
rechtswidrig illegal"""

STOP = """der die das des dem den ein eine einer eines einem einen und oder aber sondern denn doch nicht kein keine keiner keinen
keinem keines mit von vom zu zum zur in im an am auf aus bei beim bis durch für gegen ohne um unter über vor nach seit während
wegen trotz zwischen hinter neben als wie wenn weil da dass ob damit obwohl nachdem bevor sobald solange falls indem er sie es
wir ihr ich du man sich ihm ihn ihnen ihre ihrer ihrem ihren ihres sein seine seiner seinem seinen seines mein unser uns euch
dieser diese dieses diesem diesen jener jene jenes wer was welche welcher welches wo wann warum wohin woher ist sind war waren
wird werden wurde wurden worden gewesen hat haben hatte hatten hätte hätten habe sei seien kann können konnte konnten könne
könnte muss müssen musste mussten soll sollen sollte sollten will wollen wollte wollten darf dürfen mag möchte auch noch schon
nur sehr mehr so dann dort hier jetzt heute gestern morgen immer wieder bereits etwa rund weiter weitere weiteren alle allen
alles viele vielen einige beide beiden andere anderen anderer anderes zwei drei vier dabei dazu davon daran darauf darüber
dagegen jedoch allerdings zudem außerdem sowie sonst zwar also ja nein gegenüber laut sagte sagt gesagt uhr jahr jahre jahren
tag tage tagen woche wochen monat monate monaten montag dienstag mittwoch donnerstag freitag samstag sonntag neu neue neuen
januar februar märz april mai juni juli august september oktober november dezember"""

MONTHS: Mapping[str, int] = {
    "januar": 1, "jänner": 1, "februar": 2, "märz": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7, "august": 8,
    "september": 9, "oktober": 10, "november": 11, "dezember": 12,
}  # fmt: skip
WEEKDAYS: Mapping[str, int] = {
    "montag": 0, "dienstag": 1, "mittwoch": 2, "donnerstag": 3, "freitag": 4, "samstag": 5, "sonnabend": 5, "sonntag": 6,
}  # fmt: skip
LEFTOVERS: Mapping[BlockKind, tuple[str, ...]] = {
    BlockKind.RELATED: ("lesen sie auch", "lesen sie mehr", "mehr zum thema", "auch interessant", "das könnte sie auch",
                        "siehe auch", "weiterlesen", "meistgelesen", "themenverwandte artikel", "zum thema"),
    BlockKind.SHARE: ("teilen", "artikel teilen", "auf facebook teilen", "folgen sie uns", "link kopieren", "merken"),
    BlockKind.NEWSLETTER: ("newsletter", "jetzt anmelden", "abonnieren sie", "jetzt abonnieren"),
    BlockKind.TEMPLATE: ("anzeige", "werbung"),
    BlockKind.CREDIT: ("foto:", "bild:", "quelle:"),
}  # fmt: skip

_ARTICLES = _words(
    "der die das des dem den ein eine einer eines einem einen sein seine seiner seines seinem seinen ihr ihre ihrer ihres "
    "ihrem ihren unser unsere dieser diese dieses diesem diesen jener jene alle viele einige mehrere zwei drei vier fünf "
    "kein keine keiner beide"
)
_PREPOSITIONS = _words(
    "in im am an ans auf aus bei beim bis durch für gegen ohne um unter über vor vorm nach seit während wegen trotz zwischen "
    "hinter neben mit zu zum zur per via gegenüber angesichts aufgrund anlässlich hinsichtlich bezüglich infolge innerhalb "
    "außerhalb mittels zufolge anhand entgegen statt anstatt von vom ab binnen nahe dank als ins"
)
_ADVERBS = _words(
    "auch bereits schon später zuvor früher heute gestern zudem außerdem ferner weiterhin erneut wieder noch dann damals nun "
    "jetzt jedoch allerdings hingegen dagegen dennoch trotzdem gleichzeitig zugleich dabei dazu daraufhin danach deshalb "
    "daher darüber hinaus ebenfalls ebenso inzwischen mittlerweile unterdessen derweil indes indessen zunächst schließlich "
    "zuletzt weiter hierzu dafür damit davon daran darauf so also sich nur erst wörtlich ausdrücklich offenbar demnach "
    "unlängst kürzlich nochmals öffentlich selbst hier dort insbesondere vielmehr sogar lediglich stets immer bisher "
    "tatsächlich bislang ursprünglich übrigens zwischenzeitlich derzeit aktuell seither seitdem anschließend abschließend"
)
_SUBORDINATORS = _words(
    "weil wenn nachdem bevor obwohl während als da damit sobald solange falls indem sodass wobei wodurch womit worauf wofür "
    "ehe seit seitdem um ohne statt anstatt zumal wohingegen sofern soweit"
)
_RELATIVES = _words("deren dessen denen welche welcher welches welchem welchen worin wo")
_RELATIVE_ARTICLES = _words("der die das dem den")
_THAT = _words("dass daß ob warum weshalb wieso wie wer was wann wohin wieviel inwieweit welche welcher welches")

NAMING = _words("nennen bezeichnen einstufen bewerten werten beschreiben")  # they give a name to what they speak of

GRAMMAR = Grammar(
    nouns_are_capitalised=True,
    verb_second=True,
    stop_before_mark=True,
    auxiliaries=_words(
        "hat haben hatte hatten habe hätte hätten ist sind war waren sei seien wird werden wurde wurden worden würde würden "
        "werde kann können konnte konnten könne muss müssen musste soll sollen sollte will wollen wollte wolle darf dürfen"
    ),
    be=_words("wird werden wurde wurden worden werde würde ist sind war waren sei seien"),
    have=_words("hat haben hatte hatten habe hätte hätten"),
    finite=frozenset(),
    negations=_words("nicht nie niemals keineswegs"),
    adverbs=_ADVERBS | _words("nicht nie niemals"),
    adverb_endings=(),
    helpers=frozenset(),
    past_endings=("te", "ten"),
    finite_endings=("te", "ten", "t", "e"),
    gerund_endings=("end",),
    subjunctive=frozenset(SUBJUNCTIVE),
    hearsay=_words("soll sollen"),
    closing_infinitives=_words("haben sein"),
    that="dass",
    to="zu",
    by="von",
    as_="wie",
    the="die",
    of="von",
    and_="und",
    articles=_ARTICLES,
    plain_articles=_words("der die das des dem den ein eine einer einem einen eines"),
    definite=_words("der die das des dem den sein seine ihr ihre dieser diese dieses"),
    genitives=_words("der des eines einer seiner ihrer dieser dieses deren dessen unserer"),
    object_articles=_words("dem den einem einen ihm ihn ihnen seinem seinen ihrem ihren diesem diesen sich"),
    nominatives=_words("er sie wir ich man"),
    owners=_words("sein seine seiner seinem seinen ihr ihre ihrer ihrem ihren unser unsere mein meine dessen deren"),
    owner_endings=(),  # the `s` of an owner is no more than a letter that many names end in
    apposing=_words("der die das ein eine sein seine ihr ihre"),
    openers=_SUBORDINATORS | _THAT | _words("und oder aber sondern denn doch sowie"),
    closers=_PREPOSITIONS - {"von", "vom", "für", "zum", "zur", "beim"} | _ADVERBS,
    joiners=_words("und oder sowie"),
    prepositions=_PREPOSITIONS,
    attaching=_words("von vom für beim zur zum gegen aus bei"),
    of_or_for=_words("von für vom"),
    of_or_about=_words("von über zu"),
    about=_words("über zu bezüglich"),
    told_about=_words("über von"),
    no_or_any=_words("kein keine keinen"),
    plural="en",
    name_words=_words("von van der de la del da di bin ibn al el zu zur und für des"),
    quoted_name_words=_words("der die das des und von für im am zu zur"),
    subject_starts=_words("der die das er sie es ein eine"),
    leads=_ADVERBS | _words("es dies das dem den des seinem ihrem einem ihm ihnen wie"),
    complementizers=_THAT,
    relatives=_RELATIVES,
    relative_articles=_RELATIVE_ARTICLES,
    brackets=_RELATIVES | _RELATIVE_ARTICLES | _SUBORDINATORS,
    insertions=_words("und aber doch denn sondern jedoch allerdings"),
    but=_words("aber doch während wohingegen jedoch"),
    clause_openers=_SUBORDINATORS | _words("und aber doch sondern denn so wonach"),
    saying_enders=_PREPOSITIONS,
    not_objects=_PREPOSITIONS | _SUBORDINATORS | _words("und aber oder nicht . ? ! : ;"),
    object_marks=_words("von für vor zu nach auf an über als gegen"),
    before_participle=frozenset(),
    coordinators=_words("und aber sowie oder doch"),
    said_so=_words("dies das"),
    made=frozenset(),
    made_when=frozenset(),
    conditions=_words("ob falls wenn"),
    neither=_words("weder noch"),
    nobody=_words("niemand keiner"),
    no_one=("kein", "mensch"),
    likewise=_words("wie"),
    answers=_words("so"),
    times=_words("heute gestern vorgestern später zuvor zuletzt kürzlich"),
    ends_of_time=_words("heute gestern abend morgen"),
    before_weekday=_words("am vergangenen letzten diesen"),
    on="am",
    spans_of_time=_words("tag tage tagen woche wochen monat monate monaten jahr jahre jahren stunde stunden minuten"),
    shifts=_words("zuvor später früher danach"),
    setting_prepositions=_words("in im auf bei beim über per via gegenüber"),
    settings=_words(
        "erklärung interview brief tweet beitrag nachricht pressekonferenz mitteilung pressemitteilung bericht rede "
        "stellungnahme schreiben gespräch sendung"
    ),
    setting_partners=_words("mit von an"),
    needs_that=_words(
        "ergeben zeigen belegen erfahren hören lesen schließen finden denken bekanntwerden erwarten rechnen entscheiden "
        "beschließen planen verweisen unterrichten informieren ausgehen annehmen "
        "sprechen berufen beziehen anbieten bitten raten halten fahren"
    ),
    bare=_words("finden denken"),
    needs_no_that=frozenset(),
    addressed=frozenset(),
    never_before_speaker=frozenset(),
    impersonal=_words("heißen bekanntwerden"),
    plain_sayings=_words("sagen erklären mitteilen schreiben heißen lauten"),
    adjectives=frozenset(),
    some=_words("viele einige andere manche niemand jemand wer beide mehrere man"),
    contrast=r"(?:[,;]\s+(?:aber|doch|während|wohingegen|jedoch)|;)\s+(?:[\w’']+\s+){0,2}$",
    loose_end=r"(?:[\s,;]|\b(?:und|aber|doch|während|sowie))$",
)

_UNDER_TWENTY = (
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_COUNTED = {word: i for i, word in enumerate(_UNDER_TWENTY.split())} | {"eine": 1, "einen": 1, "eins": 1}
_NUMBERS = _COUNTED | {word: 10 * (i + 2) for i, word in enumerate(_TENS.split())}
_NUMBERS |= {
    f"{one}und{ten}": 10 * (i + 2) + value
    for i, ten in enumerate(_TENS.split())
    for one, value in list(_COUNTED.items())[1:10]
}

NUMBERS = NumberWords(
    words=_NUMBERS | {"hundert": 100, "tausend": 1000},
    ordinal=".",
    ones=_words("ein zwei drei vier fünf sechs sieben acht neun"),
    scales={"hundert": 100, "tausend": 1_000, "million": 1_000_000, "millionen": 1_000_000, "mio": 1_000_000,
            "milliarde": 1_000_000_000, "milliarden": 1_000_000_000, "mrd": 1_000_000_000, "billion": 10**12,
            "billionen": 10**12, "dutzend": 12},
    money_scales={},
    counts_nothing=_words("ein eine einen eins"),
    thousands=".",
    decimal=",",
    money=("US$", "$", "€", "£", "¥"),
    currencies=("euro", "dollar", "pfund", "rubel", "franken", "yen", "yuan", "kronen", "mark", "hrywnja", "lira", "us-dollar"),
    percent=("prozent",),
    bounds=(
        ("at_least", ("mindestens", "mehr als", "über", "wenigstens", "nicht weniger als")),
        ("at_most", ("höchstens", "weniger als", "unter", "bis zu", "maximal", "nicht mehr als")),
        ("about", ("etwa", "rund", "ungefähr", "circa", "ca", "ca.", "fast", "knapp", "geschätzt", "gut", "nahezu")),
    ),
    counted_before=r"\b(?:zahl|anzahl) der (\w{3,30})(?: \w{1,14}){0,2} (?:auf|bei|mit|von)(?: \w{1,9})?$",
    dead="tote",
    before_thing=_words("der weitere weiteren neue neuen andere anderen"),
    small=_words(
        "der die das des dem den und oder in im am an auf bei von vom mit als ist sind war waren wurde wurden hat haben hatte "
        "uhr zu zum zur nach aus für mehr weitere weiteren neue neuen andere anderen"
    ),
)  # fmt: skip

LINKS = LinkWords(
    pointing=_words("dies diese dieser dieses er sie es ihr ihre sein seine solche wir ich das so dabei dazu"),
    empty=_words(
        "behauptung behauptungen aussage aussagen bericht berichte erklärung erklärungen vorwurf vorwürfe angabe angaben "
        "meldung meldungen artikel veröffentlichung information informationen angeblich mutmaßlich tatsache sache leute"
    ),
    victims=("tote", "verletzte"),
    published=_words("bericht artikel beitrag veröffentlichung text material meldung"),
    outlets=_words("zeitung blatt magazin sender zeitschrift tageszeitung"),
    voice_like=_words("diplomat politiker politikerin"),
    voice_titles=(),
    initials_skip=_words("der die das des für und von"),
    somebody="jemand",
    says="sagt",
    denies="bestreitet",
)

KINDS = {
    DisputeKind.CAUSE: ("weil", r"verursach\w*", r"ursache\w*", r"verantwortlich\w*", "aufgrund", "wegen", r"ausgelöst\w*",
                        r"schuld\w*", "infolge", r"führte\w* zu"),
    DisputeKind.INTENT: (r"beabsichtig\w*", r"absicht\w*", r"plante?n?", "geplant", r"strebt\w*", r"zweck\w*", "um zu",
                         r"wollten?"),
    DisputeKind.EVALUATION: (r"gute[nrs]?", r"schlecht\w*", r"erfolgreich\w*", r"gescheitert\w*", r"gefährlich\w*", r"falsch\w*",
                             r"richtig\w*", r"wichtig\w*", r"ausreichend\w*", "besser", r"unfair\w*", r"gerecht\w*"),
}  # fmt: skip

# -------------------------------------------------------------------------------------------------------------- time

_UNITS = {"jahr": "Y", "monat": "M", "woche": "W", "tag": "D", "stunde": "H", "minute": "I", "quartal": "Q",
          "jahrzehnt": "E", "jahrhundert": "C", "wochenende": "N"}  # fmt: skip
_PLURALS = {"jahre": "Y", "jahren": "Y", "monate": "M", "monaten": "M", "wochen": "W", "tage": "D", "tagen": "D",
            "stunden": "H", "minuten": "I", "sekunden": "S", "jahrzehnte": "E", "jahrzehnten": "E",
            "jahrhunderte": "C"}  # fmt: skip
TIMES = TimeWords(
    capitals=True,
    month_first=False,
    classes={
        "the": dict.fromkeys(("der", "die", "das", "dem", "den", "des"), 0),
        "an": {"ein": 1, "eine": 1, "einem": 1, "einer": 1, "einen": 1, "eines": 1},
        "number": {word: value for word, value in _NUMBERS.items() if word not in ("ein", "eine", "einen")},
        "scale": {"hundert": 100, "tausend": 1000, "dutzend": 12},
        "few": {"einige": 0, "einigen": 0, "mehrere": 0, "mehreren": 0, "wenige": 0, "wenigen": 0},
        "ordinal_suffix": {".": 0},
        "half": {"halb": 0, "halbes": 0},
        "unit": _UNITS | {"jahres": "Y", "monats": "M", "tages": "D", "jahrhunderts": "C"},
        "units": _PLURALS,
        "season": {"frühling": "SP", "frühjahr": "SP", "sommer": "SU", "herbst": "FA", "winter": "WI"},
        "weekdays": {f"{day}s": number for day, number in WEEKDAYS.items()},
        "day_word": {"heute": "0", "gestern": "-1", "vorgestern": "-2", "übermorgen": "2"},
        "day_part": {"vormittag": "MO", "nachmittag": "AF", "abend": "EV", "nacht": "NI", "mittag": "MI"},
        "clock_word": {"mitternacht": "24:00"},
        "zone": {"uhr": 0, "ortszeit": 0, "mez": 0, "mesz": 0, "utc": 0},
        "this": {"dieser": 0, "diesem": 0, "diesen": 0, "dieses": 0, "diese": 0},
        "last": dict.fromkeys("letzten letzte letzter letztem letztes vergangenen vergangene vergangener vergangenes".split(), -1),
        "next": dict.fromkeys("nächsten nächste nächster nächstes kommenden kommende kommender kommendes".split(), 1),
        "following": {"folgenden": 1, "darauffolgenden": 1, "vorangegangenen": -1},
        "early": {"anfang": 0, "ende": 0, "mitte": 0},
        "later": {"später": 1, "danach": 1},
        "earlier": {"früher": -1, "zuvor": -1},
        "approximate": dict.fromkeys(("etwa", "rund", "ungefähr", "knapp", "fast", "circa", "gegen", "über"), 0),
        "each": {"jeden": 0, "jede": 0, "jedes": 0, "pro": 0},
        "often": {"täglich": "P1D", "wöchentlich": "P1W", "monatlich": "P1M", "jährlich": "P1Y"},
        "in": {"im": 0, "in": 0},
        "on": {"am": 0},
        "at": dict.fromkeys(("um", "bis", "seit", "ab", "zwischen", "während"), 0),
        "and": {"und": 0},
    },
    phrases={"derzeit": ("PRESENT_REF", "date"), "momentan": ("PRESENT_REF", "date"), "kürzlich": ("PAST_REF", "date"),
             "bald": ("FUTURE_REF", "date")},
    holidays={"weihnachten": "12-25", "heiligabend": "12-24", "silvester": "12-31", "neujahr": "1-1", "ostern": "easter+0",
              "ostersonntag": "easter+0", "ostermontag": "easter+1", "karfreitag": "easter-2", "pfingsten": "easter+49",
              "tag der deutschen einheit": "10-3"},
    doubtful=frozenset(),
    before_month=_words("im seit ende anfang mitte bis ab vom zum des"),
    future=_words("wird werden soll sollen will wollen plant planen"),
    past=_words("sagte war waren hatte hatten wurde wurden erklärte kam ging hat seit"),
    past_endings=("te", "ten"),
    auxiliaries=frozenset(),
)  # fmt: skip

ATTRIBUTES = AttributeWords(
    acts={form.removeprefix("the "): cue.act for form, cue in CUES.items()}
    | {f"{form} {cue.apart}": cue.act for form, cues in SPLIT_CUES.items() for cue in cues},
    naming=frozenset(form for form, cue in CUES.items() if cue.lemma in NAMING),
    predicates=_words("ist sind war waren sei seien als wurde wurden nannte nennt bezeichnete bleibt"),
    subordinators=_SUBORDINATORS | _words("die der das welche"),
    bases=(
        (Basis.SAW, r"\b(?:mit eigenen augen|augenzeuge[n]?)\b"),
        (
            Basis.DOCUMENT,
            r"\b(?:unter berufung auf|laut|aus|in) (?:\w+ ){0,3}(?:dokument\w*|unterlagen|protokoll\w*|akten)\b",
        ),
        (Basis.IMAGE, r"\b(?:video|foto|aufnahmen|satellitenbilder|bilder) (?:zeigt|zeigen|zeigten)\b"),
        (
            Basis.ANONYMOUS,
            r"\b(?:der|die) (?:namentlich )?nicht genannt werden|\banonym\w*|\bnicht namentlich genannt\w*",
        ),
    ),
    anonymity=r"\b(?:namentlich nicht genannt|anonym)\w*",
    indefinite=_words("ein eine einige mehrere zwei drei viele"),
    hops=(("based_on", r"unter berufung auf (?P<name>[^,.;:„“\"]{3,80})"),),
    back=r"\b(?:diese|dieser|diesen|dies|solche|die)\s+(?:\w+\s+){0,2}(?:behauptung|vorwurf|vorwürfe|angabe|aussage|"
    r"darstellung|anschuldigung|bericht|meldung|kritik|forderung)\w*\b",
    pointing=_words("dies das es"),
)

LANGUAGE = Language(
    code="de",
    name="German",
    script="LATIN",
    months=MONTHS,
    weekdays=WEEKDAYS,
    times=TIMES,
    leftovers=LEFTOVERS,
    outlet_words=_words(
        "zeitung nachrichten anzeiger tageblatt rundschau allgemeine kurier bote post presse blatt merkur morgenpost spiegel "
        "tagesspiegel fernsehen rundfunk tagesschau abendblatt"
    ),
    cues=CUES,
    split_cues=SPLIT_CUES,
    according_to=ACCORDING_TO,
    according_behind=("zufolge",),
    according_nouns=ACCORDING_NOUNS,
    hedges={
        "angeblich": 0.7, "angebliche": 0.7, "angeblichen": 0.7, "angeblicher": 0.7, "mutmaßlich": 0.6, "mutmaßliche": 0.6,
        "mutmaßlichen": 0.6, "mutmaßlicher": 0.6, "vermeintlich": 0.7, "vermeintliche": 0.7, "vermeintlichen": 0.7,
        "offenbar": 0.5, "anscheinend": 0.5, "offensichtlich": 0.2, "wohl": 0.4, "womöglich": 0.5, "möglicherweise": 0.5,
        "vermutlich": 0.5, "wahrscheinlich": 0.4, "vielleicht": 0.5, "eventuell": 0.5, "könnte": 0.4, "könnten": 0.4,
        "dürfte": 0.4, "dürften": 0.4, "soll": 0.5, "sollen": 0.5, "sogenannte": 0.5, "sogenannten": 0.5, "scheinbar": 0.5,
    },
    negators=_words(
        "nicht nie niemals kein keine keiner keines keinem keinen niemand nichts weder noch ohne keineswegs keinerlei nirgends "
        "kaum nein"
    ),
    flat_negators=_words("nie niemals"),
    denial_nouns=_words(
        "falsch falsche falschen unwahr unwahrheit haltlos haltlose grundlos unbegründet unsinn lüge lügen erfunden erfindung "
        "gerücht gerüchte verleumdung absurd lächerlich irreführend märchen propaganda desinformation unzutreffend fälschung "
        "quatsch frei gelogen"
    ),
    pronouns={
        "er": "he", "ihm": "he", "ihn": "he", "sie": "she", "ihr": "she", "ihnen": "they", "es": "it", "ich": "i", "wir": "we",
        "uns": "we", "man": "it", "wer": "who",
    },
    titles=_words(
        "herr frau dr prof professor präsident präsidentin minister ministerin kanzler kanzlerin bundeskanzler bundeskanzlerin "
        "außenminister außenministerin innenminister verteidigungsminister finanzminister ministerpräsident "
        "ministerpräsidentin premierminister bürgermeister oberbürgermeister senator staatssekretär general oberst kommissar "
        "papst könig königin prinz kardinal bischof sprecher sprecherin bundespräsident us-präsident regierungschef "
        "parteichef generalsekretär vizepräsident richter direktor botschafter gouverneur"
    ),
    role_nouns=Compounds(
        {word: kind for kind in reversed(ROLES) for word in ROLES[kind].split()}, endings=("s", "es", "n", "en")
    ),
    voice_nouns=_words(VOICES),
    document_nouns=_words(ROLES[SpeakerKind.DOCUMENT]),
    anonymous_nouns=_words(
        "sprecher quelle quellen beamter beamte kreise kreisen person personen leute diplomat diplomaten insider zeuge zeugen "
        "augenzeugen anwohner experten beobachter ermittler kritiker vertreter"
    ),
    female=_words("sie frau sprecherin ministerin präsidentin kanzlerin chefin königin tochter mutter schwester witwe"),
    male=_words("er herr mann sprecher minister präsident kanzler chef könig sohn vater bruder"),
    stopwords=_words(STOP),
    grammar=GRAMMAR,
    numbers=NUMBERS,
    links=LINKS,
    kinds=KINDS,
    like_words=tuple(frozenset(line.split()) for line in LIKE.splitlines()),
    attributes=ATTRIBUTES,
    pointing=POINTING,
)  # fmt: skip
