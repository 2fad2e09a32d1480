"""Countries as people write them: alpha-2 | alpha-3 | names in English, German and French (ISO 3166-1, Unicode CLDR)."""

TABLE = """\
AD|AND|Andorra|Andorre
AE|ARE|United Arab Emirates|Vereinigte Arabische Emirate|Émirats arabes unis
AF|AFG|Afghanistan
AG|ATG|Antigua & Barbuda|Antigua und Barbuda|Antigua-et-Barbuda
AI|AIA|Anguilla
AL|ALB|Albania|Albanien|Albanie
AM|ARM|Armenia|Armenien|Arménie
AO|AGO|Angola
AQ|ATA|Antarctica|Antarktis|Antarctique
AR|ARG|Argentina|Argentinien|Argentine
AS|ASM|American Samoa|Amerikanisch-Samoa|Samoa américaines
AT|AUT|Austria|Österreich|Autriche
AU|AUS|Australia|Australien|Australie
AW|ABW|Aruba
AX|ALA|Åland Islands|Ålandinseln|Îles Åland
AZ|AZE|Azerbaijan|Aserbaidschan|Azerbaïdjan
BA|BIH|Bosnia & Herzegovina|Bosnien und Herzegowina|Bosnie-Herzégovine
BB|BRB|Barbados|Barbade
BD|BGD|Bangladesh|Bangladesch
BE|BEL|Belgium|Belgien|Belgique
BF|BFA|Burkina Faso
BG|BGR|Bulgaria|Bulgarien|Bulgarie
BH|BHR|Bahrain|Bahreïn
BI|BDI|Burundi
BJ|BEN|Benin|Bénin
BL|BLM|St. Barthélemy|Saint-Barthélemy
BM|BMU|Bermuda|Bermudes
BN|BRN|Brunei|Brunei Darussalam
BO|BOL|Bolivia|Bolivien|Bolivie
BQ|BES|Caribbean Netherlands|Karibische Niederlande|Pays-Bas caribéens
BR|BRA|Brazil|Brasilien|Brésil
BS|BHS|Bahamas
BT|BTN|Bhutan|Bhoutan
BV|BVT|Bouvet Island|Bouvetinsel|Île Bouvet
BW|BWA|Botswana|Botsuana
BY|BLR|Belarus|Biélorussie
BZ|BLZ|Belize
CA|CAN|Canada|Kanada
CC|CCK|Cocos Islands|Kokosinseln|Îles Cocos
CD|COD|Congo - Kinshasa|Kongo-Kinshasa|Congo-Kinshasa
CF|CAF|Central African Republic|Zentralafrikanische Republik|République centrafricaine
CG|COG|Congo - Brazzaville|Kongo-Brazzaville|Congo-Brazzaville
CH|CHE|Switzerland|Schweiz|Suisse
CI|CIV|Côte d'Ivoire
CK|COK|Cook Islands|Cookinseln|Îles Cook
CL|CHL|Chile|Chili
CM|CMR|Cameroon|Kamerun|Cameroun
CN|CHN|China|Chine
CO|COL|Colombia|Kolumbien|Colombie
CR|CRI|Costa Rica
CU|CUB|Cuba|Kuba
CV|CPV|Cape Verde|Cabo Verde|Cap-Vert
CW|CUW|Curaçao
CX|CXR|Christmas Island|Weihnachtsinsel|Île Christmas
CY|CYP|Cyprus|Zypern|Chypre
CZ|CZE|Czechia|Tschechien|Tchéquie
DE|DEU|Germany|Deutschland|Allemagne
DJ|DJI|Djibouti|Dschibuti
DK|DNK|Denmark|Dänemark|Danemark
DM|DMA|Dominica|Dominique
DO|DOM|Dominican Republic|Dominikanische Republik|République dominicaine
DZ|DZA|Algeria|Algerien|Algérie
EC|ECU|Ecuador|Équateur
EE|EST|Estonia|Estland|Estonie
EG|EGY|Egypt|Ägypten|Égypte
EH|ESH|Western Sahara|Westsahara|Sahara occidental
ER|ERI|Eritrea|Érythrée
ES|ESP|Spain|Spanien|Espagne
ET|ETH|Ethiopia|Äthiopien|Éthiopie
FI|FIN|Finland|Finnland|Finlande
FJ|FJI|Fiji|Fidschi|Fidji
FK|FLK|Falkland Islands|Falklandinseln|Îles Malouines
FM|FSM|Micronesia|Mikronesien|Micronésie
FO|FRO|Faroe Islands|Färöer|Îles Féroé
FR|FRA|France|Frankreich
GA|GAB|Gabon|Gabun
GB|GBR|United Kingdom|Vereinigtes Königreich|Royaume-Uni
GD|GRD|Grenada|Grenade
GE|GEO|Georgia|Georgien|Géorgie
GF|GUF|French Guiana|Französisch-Guayana|Guyane française
GG|GGY|Guernsey|Guernesey
GH|GHA|Ghana
GI|GIB|Gibraltar
GL|GRL|Greenland|Grönland|Groenland
GM|GMB|Gambia|Gambie
GN|GIN|Guinea|Guinée
GP|GLP|Guadeloupe
GQ|GNQ|Equatorial Guinea|Äquatorialguinea|Guinée équatoriale
GR|GRC|Greece|Griechenland|Grèce
GS|SGS|South Georgia & South Sandwich Islands|Südgeorgien und die Südlichen Sandwichinseln|Géorgie du Sud-et-les Îles Sandwich du Sud
GT|GTM|Guatemala
GU|GUM|Guam
GW|GNB|Guinea-Bissau|Guinée-Bissau
GY|GUY|Guyana
HK|HKG|Hong Kong|Hongkong
HM|HMD|Heard & McDonald Islands|Heard und McDonaldinseln|Îles Heard-et-MacDonald
HN|HND|Honduras
HR|HRV|Croatia|Kroatien|Croatie
HT|HTI|Haiti|Haïti
HU|HUN|Hungary|Ungarn|Hongrie
ID|IDN|Indonesia|Indonesien|Indonésie
IE|IRL|Ireland|Irland|Irlande
IL|ISR|Israel|Israël
IM|IMN|Isle of Man|Île de Man
IN|IND|India|Indien|Inde
IO|IOT|British Indian Ocean Territory|Britisches Territorium im Indischen Ozean|Territoire britannique de l'océan Indien
IQ|IRQ|Iraq|Irak
IR|IRN|Iran
IS|ISL|Iceland|Island|Islande
IT|ITA|Italy|Italien|Italie
JE|JEY|Jersey
JM|JAM|Jamaica|Jamaika|Jamaïque
JO|JOR|Jordan|Jordanien|Jordanie
JP|JPN|Japan|Japon
KE|KEN|Kenya|Kenia
KG|KGZ|Kyrgyzstan|Kirgisistan|Kirghizstan
KH|KHM|Cambodia|Kambodscha|Cambodge
KI|KIR|Kiribati
KM|COM|Comoros|Komoren|Comores
KN|KNA|St. Kitts & Nevis|St. Kitts und Nevis|Saint-Christophe-et-Niévès
KP|PRK|North Korea|Nordkorea|Corée du Nord
KR|KOR|South Korea|Südkorea|Corée du Sud
KW|KWT|Kuwait|Koweït
KY|CYM|Cayman Islands|Kaimaninseln|Îles Caïmans
KZ|KAZ|Kazakhstan|Kasachstan
LA|LAO|Laos
LB|LBN|Lebanon|Libanon|Liban
LC|LCA|St. Lucia|Sainte-Lucie
LI|LIE|Liechtenstein
LK|LKA|Sri Lanka
LR|LBR|Liberia
LS|LSO|Lesotho
LT|LTU|Lithuania|Litauen|Lituanie
LU|LUX|Luxembourg|Luxemburg
LV|LVA|Latvia|Lettland|Lettonie
LY|LBY|Libya|Libyen|Libye
MA|MAR|Morocco|Marokko|Maroc
MC|MCO|Monaco
MD|MDA|Moldova|Republik Moldau|Moldavie
ME|MNE|Montenegro|Monténégro
MF|MAF|St. Martin|Saint-Martin
MG|MDG|Madagascar|Madagaskar
MH|MHL|Marshall Islands|Marshallinseln|Îles Marshall
MK|MKD|North Macedonia|Nordmazedonien|Macédoine du Nord
ML|MLI|Mali
MM|MMR|Myanmar
MN|MNG|Mongolia|Mongolei|Mongolie
MO|MAC|Macao|Macau
MP|MNP|Northern Mariana Islands|Nördliche Marianen|Îles Mariannes du Nord
MQ|MTQ|Martinique
MR|MRT|Mauritania|Mauretanien|Mauritanie
MS|MSR|Montserrat
MT|MLT|Malta|Malte
MU|MUS|Mauritius|Maurice
MV|MDV|Maldives|Malediven
MW|MWI|Malawi
MX|MEX|Mexico|Mexiko|Mexique
MY|MYS|Malaysia|Malaisie
MZ|MOZ|Mozambique|Mosambik
NA|NAM|Namibia|Namibie
NC|NCL|New Caledonia|Neukaledonien|Nouvelle-Calédonie
NE|NER|Niger
NF|NFK|Norfolk Island|Norfolkinsel|Île Norfolk
NG|NGA|Nigeria
NI|NIC|Nicaragua
NL|NLD|Netherlands|Niederlande|Pays-Bas
NO|NOR|Norway|Norwegen|Norvège
NP|NPL|Nepal|Népal
NR|NRU|Nauru
NU|NIU|Niue
NZ|NZL|New Zealand|Neuseeland|Nouvelle-Zélande
OM|OMN|Oman
PA|PAN|Panama
PE|PER|Peru|Pérou
PF|PYF|French Polynesia|Französisch-Polynesien|Polynésie française
PG|PNG|Papua New Guinea|Papua-Neuguinea|Papouasie-Nouvelle-Guinée
PH|PHL|Philippines|Philippinen
PK|PAK|Pakistan
PL|POL|Poland|Polen|Pologne
PM|SPM|St. Pierre & Miquelon|St. Pierre und Miquelon|Saint-Pierre-et-Miquelon
PN|PCN|Pitcairn Islands|Pitcairninseln|Îles Pitcairn
PR|PRI|Puerto Rico|Porto Rico
PS|PSE|Palestinian Territories|Palästinensische Autonomiegebiete|Territoires palestiniens
PT|PRT|Portugal
PW|PLW|Palau|Palaos
PY|PRY|Paraguay
QA|QAT|Qatar|Katar
RE|REU|Réunion|La Réunion
RO|ROU|Romania|Rumänien|Roumanie
RS|SRB|Serbia|Serbien|Serbie
RU|RUS|Russia|Russland|Russie
RW|RWA|Rwanda|Ruanda
SA|SAU|Saudi Arabia|Saudi-Arabien|Arabie saoudite
SB|SLB|Solomon Islands|Salomonen|Îles Salomon
SC|SYC|Seychelles|Seychellen
SD|SDN|Sudan|Soudan
SE|SWE|Sweden|Schweden|Suède
SG|SGP|Singapore|Singapur|Singapour
SH|SHN|St. Helena|Sainte-Hélène
SI|SVN|Slovenia|Slowenien|Slovénie
SJ|SJM|Svalbard & Jan Mayen|Spitzbergen und Jan Mayen|Svalbard et Jan Mayen
SK|SVK|Slovakia|Slowakei|Slovaquie
SL|SLE|Sierra Leone
SM|SMR|San Marino|Saint-Marin
SN|SEN|Senegal|Sénégal
SO|SOM|Somalia|Somalie
SR|SUR|Suriname
SS|SSD|South Sudan|Südsudan|Soudan du Sud
ST|STP|São Tomé & Príncipe|São Tomé und Príncipe|Sao Tomé-et-Principe
SV|SLV|El Salvador|Salvador
SX|SXM|Sint Maarten|Saint-Martin
SY|SYR|Syria|Syrien|Syrie
SZ|SWZ|Eswatini
TC|TCA|Turks & Caicos Islands|Turks- und Caicosinseln|Îles Turques-et-Caïques
TD|TCD|Chad|Tschad|Tchad
TF|ATF|French Southern Territories|Französische Süd- und Antarktisgebiete|Terres australes françaises
TG|TGO|Togo
TH|THA|Thailand|Thaïlande
TJ|TJK|Tajikistan|Tadschikistan|Tadjikistan
TK|TKL|Tokelau
TL|TLS|Timor-Leste|Timor oriental
TM|TKM|Turkmenistan|Turkménistan
TN|TUN|Tunisia|Tunesien|Tunisie
TO|TON|Tonga
TR|TUR|Türkiye|Türkei|Turquie
TT|TTO|Trinidad & Tobago|Trinidad und Tobago|Trinité-et-Tobago
TV|TUV|Tuvalu
TW|TWN|Taiwan|Taïwan
TZ|TZA|Tanzania|Tansania|Tanzanie
UA|UKR|Ukraine
UG|UGA|Uganda|Ouganda
UM|UMI|U.S. Outlying Islands|Amerikanische Überseeinseln|Îles mineures éloignées des États-Unis
US|USA|United States|Vereinigte Staaten|États-Unis
UY|URY|Uruguay
UZ|UZB|Uzbekistan|Usbekistan|Ouzbékistan
VA|VAT|Vatican City|Vatikanstadt|État de la Cité du Vatican
VC|VCT|St. Vincent & Grenadines|St. Vincent und die Grenadinen|Saint-Vincent-et-les Grenadines
VE|VEN|Venezuela
VG|VGB|British Virgin Islands|Britische Jungferninseln|Îles Vierges britanniques
VI|VIR|U.S. Virgin Islands|Amerikanische Jungferninseln|Îles Vierges des États-Unis
VN|VNM|Vietnam|Viêt Nam
VU|VUT|Vanuatu
WF|WLF|Wallis & Futuna|Wallis und Futuna|Wallis-et-Futuna
WS|WSM|Samoa
XK|XKX|Kosovo
YE|YEM|Yemen|Jemen|Yémen
YT|MYT|Mayotte
ZA|ZAF|South Africa|Südafrika|Afrique du Sud
ZM|ZMB|Zambia|Sambia|Zambie
ZW|ZWE|Zimbabwe|Simbabwe
"""
