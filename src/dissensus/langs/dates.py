"""How dates are written in many languages: months, weekdays, words that open a date line, order of day and month.

Dates are read in every language, also in those that have no file of their own: a page's date does not hang on whether
its text can be read. Words stand here as they are written; how they are compared (lower case, without accents) is the
reader's matter. `months` are twelve groups from January on, apart by commas, each with its forms (nominative, genitive,
short ones without their full stop).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateWords:
    """What a language writes about dates. `published` and `updated` are words that open a date on a line of its own."""

    months: str
    weekdays: str = ""
    published: str = ""
    updated: str = ""


DATE_WORDS: Mapping[str, DateWords] = {
    "en": DateWords(
        "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, september sep sept,"
        " october oct, november nov, december dec",
        "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun",
        "published publication posted date issued released created pub first",
        "updated modified last edited revised update",
    ),
    "de": DateWords(
        "januar jänner jan, februar feber feb, märz mär mrz, april apr, mai, juni jun, juli jul, august aug,"
        " september sep sept, oktober okt, november nov, dezember dez",
        "montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so",
        "veröffentlicht erschienen erstellt publiziert datum veröffentlichung veröffentlichungsdatum vom",
        "aktualisiert geändert bearbeitet stand letzte aktualisierung änderung",
    ),
    "fr": DateWords(
        "janvier janv, février févr fév, mars, avril avr, mai, juin, juillet juil, août, septembre sept, octobre oct,"
        " novembre nov, décembre déc",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "publié publiée paru parue posté rédigé créé publication ligne",
        "modifié modifiée mis mise actualisé jour",
    ),
    "es": DateWords(
        "enero ene, febrero feb, marzo mar, abril abr, mayo may, junio jun, julio jul, agosto ago,"
        " septiembre setiembre sep sept, octubre oct, noviembre nov, diciembre dic",
        "lunes martes miércoles jueves viernes sábado domingo",
        "publicado publicada fecha creado publicación",
        "actualizado actualizada modificado actualización",
    ),
    "ca": DateWords(
        "gener, febrer, març, abril, maig, juny, juliol, agost, setembre, octubre, novembre, desembre",
        "dilluns dimarts dimecres dijous divendres dissabte diumenge",
        "publicat",
        "actualitzat",
    ),
    "pt": DateWords(
        "janeiro jan, fevereiro fev, março mar, abril abr, maio mai, junho jun, julho jul, agosto ago, setembro set,"
        " outubro out, novembro nov, dezembro dez",
        "segunda terça quarta quinta sexta sábado domingo feira",
        "publicado publicada postado data publicação",
        "atualizado atualizada modificado atualização",
    ),
    "it": DateWords(
        "gennaio gen, febbraio feb, marzo mar, aprile apr, maggio mag, giugno giu, luglio lug, agosto ago,"
        " settembre set sett, ottobre ott, novembre nov, dicembre dic",
        "lunedì martedì mercoledì giovedì venerdì sabato domenica",
        "pubblicato pubblicata data pubblicazione creato",
        "aggiornato aggiornata modificato modifica aggiornamento ultimo",
    ),
    "nl": DateWords(
        "januari jan, februari feb, maart mrt, april apr, mei, juni jun, juli jul, augustus aug, september sep sept,"
        " oktober okt, november nov, december dec",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "gepubliceerd geplaatst datum",
        "bijgewerkt gewijzigd aangepast",
    ),
    "sv": DateWords(
        "januari jan, februari feb, mars, april apr, maj, juni jun, juli jul, augusti aug, september sep sept,"
        " oktober okt, november nov, december dec",
        "måndag tisdag onsdag torsdag fredag lördag söndag",
        "publicerad publicerat",
        "uppdaterad uppdaterat ändrad",
    ),
    "da": DateWords(
        "januar jan, februar feb, marts, april apr, maj, juni jun, juli jul, august aug, september sep, oktober okt,"
        " november nov, december dec",
        "mandag tirsdag onsdag torsdag fredag lørdag søndag",
        "offentliggjort udgivet publiceret",
        "opdateret",
    ),
    "no": DateWords(
        "januar jan, februar feb, mars, april apr, mai, juni jun, juli jul, august aug, september sep, oktober okt,"
        " november nov, desember des",
        "mandag tirsdag onsdag torsdag fredag lørdag søndag",
        "publisert",
        "oppdatert endret",
    ),
    "fi": DateWords(
        "tammikuuta tammikuu, helmikuuta helmikuu, maaliskuuta maaliskuu, huhtikuuta huhtikuu, toukokuuta toukokuu,"
        " kesäkuuta kesäkuu, heinäkuuta heinäkuu, elokuuta elokuu, syyskuuta syyskuu, lokakuuta lokakuu,"
        " marraskuuta marraskuu, joulukuuta joulukuu",
        "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
        "julkaistu",
        "päivitetty muokattu",
    ),
    "et": DateWords(
        "jaanuar, veebruar, märts, aprill, mai, juuni, juuli, august, september, oktoober, november, detsember",
        "esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev",
        "avaldatud",
        "uuendatud muudetud",
    ),
    "lv": DateWords(
        "janvāris janvārī, februāris februārī, marts martā, aprīlis aprīlī, maijs maijā, jūnijs jūnijā, jūlijs jūlijā,"
        " augusts augustā, septembris septembrī, oktobris oktobrī, novembris novembrī, decembris decembrī"
    ),
    "lt": DateWords(
        "sausio, vasario, kovo, balandžio, gegužės, birželio, liepos, rugpjūčio, rugsėjo, spalio, lapkričio, gruodžio",
        "",
        "paskelbta publikuota",
        "atnaujinta",
    ),
    "is": DateWords("janúar, febrúar, mars, apríl, maí, júní, júlí, ágúst, september, október, nóvember, desember"),
    "pl": DateWords(
        "stycznia styczeń sty, lutego luty lut, marca marzec mar, kwietnia kwiecień kwi, maja maj,"
        " czerwca czerwiec cze, lipca lipiec lip, sierpnia sierpień sie, września wrzesień wrz,"
        " października październik paź, listopada listopad lis, grudnia grudzień gru",
        "poniedziałek wtorek środa czwartek piątek sobota niedziela",
        "opublikowano opublikowany dodano data publikacja",
        "aktualizacja zaktualizowano",
    ),
    "cs": DateWords(
        "ledna leden, února únor, března březen, dubna duben, května květen, června červen, července červenec,"
        " srpna srpen, září, října říjen, listopadu listopad, prosince prosinec",
        "pondělí úterý středa čtvrtek pátek sobota neděle",
        "publikováno zveřejněno vydáno vloženo",
        "aktualizováno upraveno",
    ),
    "sk": DateWords(
        "januára január, februára február, marca marec, apríla apríl, mája máj, júna jún, júla júl, augusta august,"
        " septembra september, októbra október, novembra november, decembra december",
        "pondelok utorok streda štvrtok piatok sobota nedeľa",
        "publikované zverejnené pridané",
        "aktualizované upravené",
    ),
    "sl": DateWords(
        "januarja januar, februarja februar, marca marec, aprila april, maja maj, junija junij, julija julij,"
        " avgusta avgust, septembra september, oktobra oktober, novembra november, decembra december",
        "ponedeljek torek sreda četrtek petek sobota nedelja",
        "objavljeno",
        "posodobljeno",
    ),
    "hr": DateWords(
        "siječnja siječanj, veljače veljača, ožujka ožujak, travnja travanj, svibnja svibanj, lipnja lipanj,"
        " srpnja srpanj, kolovoza kolovoz, rujna rujan, listopada listopad, studenoga studenog studeni,"
        " prosinca prosinac",
        "ponedjeljak utorak srijeda četvrtak petak subota nedjelja",
        "objavljeno",
        "ažurirano",
    ),
    "sr": DateWords(
        "januar јануар, februar фебруар, mart март, april април, maj мај, jun juni јун, jul juli јул, avgust август,"
        " septembar септембар, oktobar октобар, novembar новембар, decembar децембар",
        "ponedeljak utorak sreda četvrtak petak subota nedelja понедељак уторак среда четвртак петак субота недеља",
        "objavljeno објављено",
        "ažurirano ажурирано",
    ),
    "mk": DateWords("јануари, февруари, март, април, мај, јуни, јули, август, септември, октомври, ноември, декември"),
    "bg": DateWords(
        "януари, февруари, март, април, май, юни, юли, август, септември, октомври, ноември, декември",
        "понеделник вторник сряда четвъртък петък събота неделя",
        "публикувана публикувано",
        "обновена обновено",
    ),
    "ro": DateWords(
        "ianuarie ian, februarie feb, martie mar, aprilie apr, mai, iunie iun, iulie iul, august aug,"
        " septembrie sep sept, octombrie oct, noiembrie noi nov, decembrie dec",
        "luni marți miercuri joi vineri sâmbătă duminică",
        "publicat data",
        "actualizat modificat",
    ),
    "hu": DateWords(
        "január jan, február feb, március márc, április ápr, május máj, június jún, július júl, augusztus aug,"
        " szeptember szept, október okt, november nov, december dec",
        "hétfő kedd szerda csütörtök péntek szombat vasárnap",
        "közzétéve megjelent",
        "frissítve módosítva",
    ),
    "sq": DateWords("janar, shkurt, mars, prill, maj, qershor, korrik, gusht, shtator, tetor, nëntor, dhjetor"),
    "el": DateWords(
        "ιανουαρίου ιανουάριος ιαν, φεβρουαρίου φεβρουάριος φεβ, μαρτίου μάρτιος μαρ, απριλίου απρίλιος απρ,"
        " μαΐου μάιος μαϊ, ιουνίου ιούνιος ιουν, ιουλίου ιούλιος ιουλ, αυγούστου αύγουστος αυγ,"
        " σεπτεμβρίου σεπτέμβριος σεπ, οκτωβρίου οκτώβριος οκτ, νοεμβρίου νοέμβριος νοε, δεκεμβρίου δεκέμβριος δεκ",
        "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή",
        "δημοσίευση δημοσιεύτηκε δημοσιεύθηκε",
        "ενημέρωση ενημερώθηκε",
    ),
    "tr": DateWords(
        "ocak oca, şubat şub, mart mar, nisan nis, mayıs may, haziran haz, temmuz tem, ağustos ağu, eylül eyl,"
        " ekim eki, kasım kas, aralık ara",
        "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
        "yayınlanma yayınlandı yayın giriş tarihi tarih eklenme oluşturulma",
        "güncelleme güncellendi güncellenme son",
    ),
    "ru": DateWords(
        "января январь янв, февраля февраль фев, марта март мар, апреля апрель апр, мая май, июня июнь июн,"
        " июля июль июл, августа август авг, сентября сентябрь сен сент, октября октябрь окт, ноября ноябрь ноя,"
        " декабря декабрь дек",
        "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс",
        "опубликовано опубликована размещено дата создано публикации",
        "обновлено обновлена изменено",
    ),
    "uk": DateWords(
        "січня січень січ, лютого лютий лют, березня березень бер, квітня квітень кві, травня травень тра,"
        " червня червень чер, липня липень лип, серпня серпень сер, вересня вересень вер, жовтня жовтень жов,"
        " листопада листопад лис, грудня грудень гру",
        "понеділок вівторок середа четвер п'ятниця субота неділя",
        "опубліковано опублікована дата розміщено",
        "оновлено змінено",
    ),
    "be": DateWords(
        "студзеня, лютага, сакавіка, красавіка, мая траўня, чэрвеня, ліпеня, жніўня, верасня, кастрычніка, лістапада,"
        " снежня"
    ),
    "ar": DateWords(
        "يناير جانفي, فبراير شباط فيفري, مارس آذار, أبريل إبريل ابريل نيسان أفريل, مايو أيار ماي,"
        " يونيو حزيران جوان, يوليو تموز جويلية, أغسطس اغسطس آب أوت, سبتمبر أيلول شتنبر, أكتوبر اكتوبر,"
        " نوفمبر نونبر, ديسمبر دجنبر",
        "الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد",
        "نشر نشرت تاريخ النشر",
        "تحديث آخر",
    ),
    "he": DateWords(
        "ינואר בינואר, פברואר בפברואר, מרץ במרץ, אפריל באפריל, מאי במאי, יוני ביוני, יולי ביולי, אוגוסט באוגוסט,"
        " ספטמבר בספטמבר, אוקטובר באוקטובר, נובמבר בנובמבר, דצמבר בדצמבר",
        "",
        "פורסם",
        "עודכן",
    ),
    "hi": DateWords("जनवरी, फरवरी, मार्च, अप्रैल, मई, जून, जुलाई, अगस्त, सितंबर सितम्बर, अक्टूबर, नवंबर नवम्बर, दिसंबर दिसम्बर"),
    "id": DateWords(
        "januari jan, februari feb, maret mar, april apr, mei, juni jun, juli jul, agustus agu agt, september sep,"
        " oktober okt, november nov, desember des",
        "senin selasa rabu kamis jumat sabtu minggu",
        "diterbitkan dipublikasikan",
        "diperbarui",
    ),
    "zh": DateWords("", "", "发布 發布 发表 時間 时间 日期 发布时间 發布時間 发布日期", "更新 更新时间 更新時間"),
    "ja": DateWords("", "", "公開 掲載 配信 投稿 投稿日 公開日", "更新 更新日 最終更新"),
    "ko": DateWords("", "", "입력 등록 승인 게재 기사입력 작성", "수정 업데이트 최종수정"),
}

# Words between a date and its clock time.
CLOCK_WORDS = (
    "at", "um", "à", "a las", "alle", "alle ore", "ore", "às", "om", "kl", "kl.", "klo", "o", "godz.", "ob", "u", "в",
    "о", "об", "г.", "г.,", "г. в", "р.", "р.,", "р. о", "saat", "στις",
)  # fmt: skip
# Words between day and month, and between month and year.
JOINERS = ("of", "de", "del", "d'", "d’", "di", "da", "van")
# Small words that stand beside a date on a line of date alone, in any language.
STAMP_FILLERS = (
    "on", "at", "by", "in", "the", "am", "pm", "um", "uhr", "den", "der", "die", "le", "la", "à", "h", "et", "el",
    "de", "las", "a", "il", "ore", "alle", "em", "às", "as", "o", "os", "op", "om", "kl", "r", "g", "г", "р", "год",
    "года", "року", "в", "о", "и", "і", "gmt", "utc", "est", "edt", "pst", "pdt", "cet", "cest", "ist", "bst", "msk",
    "saat", "م", "ص", "في", "st", "nd", "rd", "th",
)  # fmt: skip

# What stands before a day on which something ends: not the day of an article.
UNTIL = ("until", "till", "bis", "hasta", "fino", "até", "jusqu", "до", "expires")

# Short names of zones that have one meaning on news pages, as offsets. Left out: IST, BST, CST.
ZONES: Mapping[str, str] = {
    "Z": "Z", "UTC": "Z", "GMT": "Z", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MDT": "-06:00",
    "PST": "-08:00", "PDT": "-07:00", "CET": "+01:00", "CEST": "+02:00", "MEZ": "+01:00", "MESZ": "+02:00",
    "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "JST": "+09:00", "KST": "+09:00", "HKT": "+08:00",
}  # fmt: skip

# Who reads a page decides what 03/04/2024 on it means: English by region or by the ending of the host, and is open
# without either; every other language puts the day first.
MONTH_FIRST_REGIONS = frozenset(("us",))
DAY_FIRST_REGIONS = frozenset(("gb", "au", "nz", "ie", "in", "za", "ng", "ke", "pk", "sg"))
DAY_FIRST_HOSTS = frozenset(("uk", "au", "nz", "ie", "in", "za", "ng", "ke", "pk"))
OPEN_LANGUAGES = frozenset(("en",))
