"""The invented people and institutions of the demo program. The first person of each role gets a demo button."""

from cms.demo.content.founders import FOUNDERS
from cms.demo.content.types import Institution, Person, Way

INSTITUTIONS = (
    Institution("harlem-river", "Harlem River College of Medicine", "US"),
    Institution("three-rivers", "Three Rivers Health System", "US"),
    Institution("prairie-gate", "Prairie Gate Medical School", "US"),
    Institution("pacific-ridge", "Pacific Ridge School of Medicine", "US"),
    Institution("anse-aux-pins", "École de médecine de l'Anse-aux-Pins", "CA"),
    Institution("north-harbour", "North Harbour Faculty of Health Sciences", "CA"),
)

CHICAGO, DENVER, LOS_ANGELES = "America/Chicago", "America/Denver", "America/Los_Angeles"
TORONTO, HALIFAX, HONOLULU = "America/Toronto", "America/Halifax", "Pacific/Honolulu"

ADMINS = (
    Person("rosalind.achterberg", "Rosalind Achterberg", "harlem-river", "program_admin", "she/her"),
    Person("devika.raman", "Devika Raman", "harlem-river", "content_admin"),
)

CORE_GROUP = (
    Person("imani.whitfield", "Imani Whitfield", "harlem-river", "core_group", "she/her"),
    Person("teo.manalo", "Teo Manalo", "pacific-ridge", "core_group", "he/him", LOS_ANGELES),
    Person("luz.villanueva", "Luz Villanueva Ortiz", "three-rivers", "core_group"),
    Person("kwabena.owusu", "Kwabena Owusu", "prairie-gate", "core_group", "he/him", CHICAGO),
    Person("aiyana.begaye", "Aiyana Begaye", "three-rivers", "core_group", "she/they", DENVER),
    Person("shira.benhaim", "Shira Ben-Haim", "north-harbour", "core_group", time_zone=TORONTO),
)


def _trainee(
    key: str, name: str, school: str, way: Way, pronouns: str = "", zone: str = "America/New_York", language: str = ""
) -> Person:
    return Person(key, name, school, "trainee", pronouns, zone, language, way)


TRAINEES = (
    _trainee("camila.duarte", "Camila Duarte", "harlem-river", Way.READING, "she/her"),
    _trainee("jonas.lindqvist", "Jonas Lindqvist", "prairie-gate", Way.NEW, zone=CHICAGO),
    _trainee("bich-ngoc.tran", "Bích Ngọc Trần", "north-harbour", Way.NEW, "she/her", HALIFAX),
    _trainee("priya.nair", "Priya Nair", "three-rivers", Way.SIGNED_UP),
    _trainee("dmytro.kovalenko", "Дмитро Коваленко", "north-harbour", Way.SIGNED_UP, "he/him", TORONTO),
    _trainee("sofia.papadaki", "Σοφία Παπαδάκη", "harlem-river", Way.SIGNED_UP),
    _trainee("grace.mensah", "Grace Mensah", "harlem-river", Way.SIGNED_UP, "she/her"),
    _trainee("tomas.herrera", "Tomás Herrera", "pacific-ridge", Way.SIGNED_UP, zone=LOS_ANGELES),
    _trainee("hyejin.seo", "서혜진", "pacific-ridge", Way.SIGNED_UP, zone=LOS_ANGELES),
    _trainee("noor.haddad", "Noor Haddad", "anse-aux-pins", Way.SIGNED_UP, "elle", TORONTO),
    _trainee("ben.carrow", "Ben Carrow", "three-rivers", Way.SIGNED_UP, "they/them"),
    _trainee("fatoumata.diallo", "Fatoumata Diallo", "anse-aux-pins", Way.WAITING, zone=TORONTO),
    _trainee("eli.rosenthal", "Eli Rosenthal", "harlem-river", Way.WAITING, "he/him"),
    _trainee("ana.kealoha", "Ana Kealoha", "pacific-ridge", Way.SIGNED_UP, "she/her", HONOLULU),
    _trainee("marcus.tillery", "Marcus Tillery", "prairie-gate", Way.SIGNED_UP, zone=CHICAGO),
    _trainee("rukmini.patel", "Rukmini Patel", "three-rivers", Way.ATTENDED),
    _trainee("owen.blackwater", "Owen Blackwater", "prairie-gate", Way.ATTENDED, "he/him", DENVER),
    _trainee("zeynep.aydin", "Zeynep Aydın", "north-harbour", Way.READING, zone=TORONTO),
    _trainee("hana.kovarova", "Hana Kovářová", "anse-aux-pins", Way.LESSONS_DONE, "she/her", TORONTO),
    _trainee("siu-lung.li", "李小龍", "pacific-ridge", Way.OBSERVED_ONCE, "he/him", LOS_ANGELES, "zh-Hant"),
    _trainee("olayinka.adebayo", "Ọláyínká Adébáyọ̀", "harlem-river", Way.READY_TO_APPLY, language="yo"),
    _trainee("mohamed.ali", "محمد علي", "three-rivers", Way.UNDER_REVIEW, "he/him", CHICAGO, "ar"),
    _trainee("anh.nguyen", "Nguyễn Thị Ánh", "harlem-river", Way.CERTIFIED, "she/her", language="vi"),
)

PEOPLE = (*ADMINS, *CORE_GROUP, *TRAINEES, *FOUNDERS)
