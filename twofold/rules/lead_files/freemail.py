"""Mail services for everyone: their domain says nothing about a person's company."""

_WORLDWIDE = "gmail googlemail hotmail outlook live msn yahoo ymail rocketmail aol icloud me mac mail email gmx protonmail proton pm zoho yandex fastmail hey tutanota tuta inbox qq 163 126 sina naver daum hanmail rediffmail"
_NATIONAL = (
    "web.de t-online.de freenet.de arcor.de posteo.de mailbox.org kabelmail.de online.de bluewin.ch hispeed.ch sunrise.ch aon.at chello.at "
    "orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr libero.it virgilio.it tiscali.it alice.it btinternet.com sky.com ntlworld.com "
    "telenet.be skynet.be ziggo.nl kpnmail.nl planet.nl home.nl seznam.cz wp.pl o2.pl interia.pl onet.pl bk.ru list.ru rambler.ru uol.com.br bol.com.br terra.com.br "
    "comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net shaw.ca rogers.com bigpond.com optusnet.com.au duck.com 163.com 126.com"
)
_SECOND_LEVEL = frozenset(
    {
        "com",
        "de",
        "net",
        "org",
        "at",
        "ch",
        "fr",
        "it",
        "es",
        "nl",
        "be",
        "ru",
        "me",
        "eu",
        "uk",
        "us",
        "ca",
        "in",
        "jp",
        "br",
        "au",
        "com.br",
        "com.au",
        "co.uk",
        "co.jp",
        "co.in",
        "com.mx",
        "fm",
    }
)
SERVICES = frozenset(_WORLDWIDE.split())
DOMAINS = frozenset(_NATIONAL.split())


def is_freemail(domain: str) -> bool:
    """Whether the lower-case domain belongs to a mail service for everyone."""
    name, _, rest = domain.partition(".")
    return domain in DOMAINS or (name in SERVICES and rest in _SECOND_LEVEL)
