"""English adjectives of states (`Ukrainian`), regions and parties: words with capitals that name no person."""

from __future__ import annotations

from collections.abc import Mapping

STATES = """afghanistan: afghan
albania: albanian
algeria: algerian
andorra: andorran
angola: angolan
argentina: argentine argentinian
armenia: armenian
australia: australian
austria: austrian
azerbaijan: azerbaijani azeri
bahamas: bahamian
bahrain: bahraini
bangladesh: bangladeshi
barbados: barbadian
belarus: belarusian belarussian
belgium: belgian
belize: belizean
benin: beninese
bhutan: bhutanese
bolivia: bolivian
bosnia and herzegovina: bosnian
botswana: botswanan
brazil: brazilian
bulgaria: bulgarian
burundi: burundian
cambodia: cambodian
cameroon: cameroonian
canada: canadian
chad: chadian
chile: chilean
china: chinese
colombia: colombian
democratic republic of the congo: congolese
costa rica: rican
croatia: croatian
cuba: cuban
cyprus: cypriot
czechia: czech
denmark: danish dane danes
ecuador: ecuadorian ecuadorean
egypt: egyptian
el salvador: salvadoran
eritrea: eritrean
estonia: estonian
ethiopia: ethiopian
fiji: fijian
finland: finnish finn finns
france: french frenchman
gabon: gabonese
gambia: gambian
germany: german
ghana: ghanaian
greece: greek
guatemala: guatemalan
guinea: guinean
guyana: guyanese
haiti: haitian
honduras: honduran
hungary: hungarian
iceland: icelandic icelander
india: indian
indonesia: indonesian
iran: iranian
iraq: iraqi
ireland: irish
israel: israeli
italy: italian
ivory coast: ivorian
jamaica: jamaican
japan: japanese
jordan: jordanian
kazakhstan: kazakh kazakhstani
kenya: kenyan
kosovo: kosovar kosovan
kuwait: kuwaiti
kyrgyzstan: kyrgyz
laos: laotian
latvia: latvian
lebanon: lebanese
liberia: liberian
libya: libyan
lithuania: lithuanian
luxembourg: luxembourgish
madagascar: malagasy
malawi: malawian
malaysia: malaysian
maldives: maldivian
mali: malian
malta: maltese
mauritania: mauritanian
mauritius: mauritian
mexico: mexican
moldova: moldovan
mongolia: mongolian
montenegro: montenegrin
morocco: moroccan
mozambique: mozambican
myanmar: burmese
namibia: namibian
nepal: nepalese nepali
netherlands: dutch dutchman
new zealand: zealander
nicaragua: nicaraguan
niger: nigerien
nigeria: nigerian
north macedonia: macedonian
norway: norwegian
oman: omani
pakistan: pakistani
palestinian territory: palestinian
panama: panamanian
paraguay: paraguayan
peru: peruvian
philippines: philippine filipino
poland: polish pole poles
portugal: portuguese
qatar: qatari
romania: romanian
russia: russian
rwanda: rwandan
saudi arabia: saudi
senegal: senegalese
serbia: serbian serb
sierra leone: leonean
singapore: singaporean
slovakia: slovak slovakian
slovenia: slovenian slovene
somalia: somali
spain: spanish spaniard
sri lanka: lankan
sudan: sudanese
sweden: swedish swede
switzerland: swiss
syria: syrian
taiwan: taiwanese
tajikistan: tajik
tanzania: tanzanian
thailand: thai
togo: togolese
tunisia: tunisian
turkey: turkish turk
turkmenistan: turkmen
uganda: ugandan
ukraine: ukrainian
united arab emirates: emirati
united kingdom: british briton
united states: american
uruguay: uruguayan
uzbekistan: uzbek
venezuela: venezuelan
vietnam: vietnamese
yemen: yemeni
zambia: zambian
zimbabwe: zimbabwean"""

REGIONS = frozenset(
    "european asian african arab western eastern northern southern central north south east west latin scandinavian "
    "nordic balkan baltic caucasian kurdish kurd catalan scottish scot welsh english korean caribbean slavic muslim "
    "christian jewish jew catholic protestant orthodox sunni shia shiite hispanic latino latina black white native "
    "indigenous anglo midwestern texan californian londoner parisian muscovite siberian bavarian islamic islamist communist "
    "marxist".split()
)


def peoples() -> Mapping[str, str]:
    """State by adjective, both in small letters."""
    lines = (line.split(":") for line in STATES.splitlines())
    return {word: state for state, words in lines for word in words.split()}
