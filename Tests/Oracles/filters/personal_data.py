"""Plants personal data made by Faker (and checked by python-stdnum and phonenumbers where these know it) in sentences of 16
locales, and records texts and places: Tests/Oracles/recorded/personal_data.jsonl, a line
{"language", "text", "found": [[kind, text], …]} each. Sentences without any are there to be left alone.

Rerun: python Tests/Oracles/filters/personal_data.py, with Faker==40.63.0, python-stdnum==2.2, phonenumbers==9.0.43."""
import json
import pathlib
import random

import phonenumbers
from faker import Faker
from stdnum.de import idnr

RECORDED = pathlib.Path(__file__).resolve().parents[1] / "recorded/personal_data.jsonl"
SEED = 20
ROUNDS = 25

# Locale: country, and sentences for a mail address, a telephone, an account and an identity number.
LOCALES = {
    "en_US": ("US", "Write to {} before Friday.", "Call {} after five o'clock.", "Pay into {} please.", "Her number is {} in the file."),
    "en_GB": ("GB", "My address is {}, by the way.", "Ring {} for the mill.", "The account is {}.", None),
    "fr_FR": ("FR", "Écrivez à {} avant lundi.", "Téléphonez au {} le matin.", "Virement sur {} svp.", "Numéro de sécurité sociale {}."),
    "de_DE": ("DE", "Schreiben Sie an {} bis Montag.", "Rufen Sie {} an.", "Bitte auf {} überweisen.", "Steuer-ID {}."),
    "es_ES": ("ES", "Escriba a {} antes del lunes.", "Llame al {} por la tarde.", "Pague en {} por favor.", "Su DNI es {}."),
    "it_IT": ("IT", "Scriva a {} entro lunedì.", "Telefoni al {} la sera.", "Bonifico su {} grazie.", "Codice fiscale {}."),
    "pt_BR": ("BR", "Escreva para {} até segunda.", "Ligue para {} à tarde.", "Pague em {} por favor.", "CPF {}."),
    "nl_NL": ("NL", "Schrijf naar {} voor maandag.", "Bel {} na vijven.", "Betaal op {} graag.", "BSN {}."),
    "pl_PL": ("PL", "Napisz na {} do piątku.", "Zadzwoń pod {} rano.", "Wpłać na {} proszę.", "PESEL {}."),
    "sv_SE": ("SE", "Skriv till {} före fredag.", "Ring {} efter fem.", "Betala till {} tack.", "Personnummer {}."),
    "fi_FI": ("FI", "Kirjoita osoitteeseen {} ennen perjantaita.", "Soita {} illalla.", "Maksa tilille {} kiitos.", "Henkilötunnus {}."),
    "tr_TR": ("TR", "Cuma gününe kadar {} adresine yazın.", "Akşam {} numarasını arayın.", "Lütfen {} hesabına ödeyin.", "Kimlik no {}."),
    "zh_CN": ("CN", "请在周五前写信到 {} 。", "请拨打 {} 联系磨坊。", None, "身份证号 {} 。"),
    "ko_KR": ("KR", "금요일까지 {} 로 보내 주세요.", "저녁에 {} 로 전화하세요.", None, "주민등록번호 {} 입니다."),
    "ru_RU": ("RU", "Пишите на {} до пятницы.", "Звоните по {} вечером.", None, None),
    "ja_JP": ("JP", "金曜までに {} へ書いてください。", "夕方 {} に電話してください。", None, None),
}
# Numbers and signs that are nobody's.
INNOCENT = [
    "The year {y} saw {n} sacks of flour.", "Version {a}.{b}.{c} came out on {y}-{m:02}-{d:02}.", "ISBN 978-3-{n5}-{n3}-{c1}",
    "See page {n} of volume {a}, lines {b}-{c}.", "It costs {n}.{m:02} euros, not {n5}.", "At {h:02}:{mi:02} the {a}. wheel stood still.",
    "The ratio is {a}:{b}, give or take {c} %.", "commit {hex} fixes #{n}", "@Override\npublic void turn() {{}}", "def f(a):\n    @wraps(f)\n",
    "a @ b is the product, {n}x{n5}x{a}.", "10.1000/{n}.{n5}", "{n5} {n5} {n3}", "192.168.0.{a} is the router, 127.0.0.1 itself.",
    "std::vector<int> v{{{a}, {b}}}; a::b::c();", "Order {n5}{n5}{n3} of {d:02}.{m:02}.{y}", "x = {n5}.{n5} + {n5}e{a}", "/home/user/mill/{a}.txt",
]


def valid_phone(text, country):
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, country))
    except phonenumbers.NumberParseException:
        return False


def main():
    Faker.seed(SEED)
    draw = random.Random(SEED)
    lines = []
    american = Faker("en_US")

    def add(language, text, *found):
        lines.append({"language": language, "text": text, "found": found})

    for locale, (country, mail, phone, account, identity) in LOCALES.items():
        fake = Faker(locale)
        language = locale.replace("_", "-")
        for _ in range(ROUNDS):
            value = fake.ascii_free_email() if draw.random() < 0.5 else fake.ascii_company_email()
            add(language, mail.format(value), ["email", value])
            value = fake.phone_number()
            while not valid_phone(value, country) or "x" in value:
                value = fake.phone_number()
            add(language, phone.format(value), ["phone", value])
            number = phonenumbers.example_number_for_type(country, draw.randint(0, 1))
            value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
            add(language, phone.format(value), ["phone", value])
            if account:
                value = Faker({"en_US": "en_GB", "pt_BR": "pt_PT"}.get(locale, locale)).iban()
                spaced = " ".join(value[place:place + 4] for place in range(0, len(value), 4))
                value = draw.choice([value, spaced])
                add(language, account.format(value), ["iban", value])
            if identity:
                value = identity_number(fake, locale, draw)
                add(language, identity.format(value), ["identity", value])
            value = american.credit_card_number(draw.choice(["visa16", "mastercard", "amex"]))
            add(language, mail.format(value), ["card", value])
            value = fake.ipv4_public()
            add(language, mail.format(value), ["address", value])
            value = fake.ipv6()
            add(language, mail.format(value), ["address", value])
            for sentence in draw.sample(INNOCENT, 4):
                add(language, sentence.format(
                    y=draw.randint(1600, 2030), n=draw.randint(10, 999), n3=draw.randint(100, 999), n5=draw.randint(10000, 99999),
                    a=draw.randint(1, 20), b=draw.randint(1, 40), c=draw.randint(41, 99), c1=draw.randint(0, 9),
                    m=draw.randint(1, 12), d=draw.randint(1, 28), h=draw.randint(0, 23), mi=draw.randint(0, 59),
                    hex="%040x" % draw.getrandbits(160)))
    RECORDED.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def identity_number(fake, locale, draw):
    if locale == "de_DE":
        # Faker's have no check digit; this is python-stdnum's.
        while True:
            number = "".join(str(draw.randint(0, 9)) for _ in range(11))
            if idnr.is_valid(number):
                return idnr.format(number)
    return getattr(fake, {"es_ES": "nif", "pt_BR": "cpf", "pl_PL": "pesel"}.get(locale, "ssn"))()


main()
