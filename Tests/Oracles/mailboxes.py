"""Writes a mailbox of messages in many encodings with Python's mailbox and email, and prints what they say as JSON.

usage: mailbox.py OUTPUT

A line of standard output is a message: id, subject, from, in_reply_to, and the texts that its parts hold.
"""

import json
import mailbox
import random
import sys
from email import policy
from email.message import EmailMessage

# Without ends that a line's end could be taken for, since mailboxes do not tell them apart.
WORDS = [
    ("utf-8", "Grüße aus Köln und 東京, ça va? Привет, мир! ".split()),
    ("iso-8859-1", "Grüße aus Köln, ça va très bien = 3 ".split()),
    ("koi8-r", "Привет мир как дела сегодня ".split()),
    ("gb18030", "今天 天气 很 好 ".split()),
    ("iso-2022-jp", "今日 は 良い 天気 です ".split()),
    ("us-ascii", "plain words = and =20 marks From here and there ".split()),
]


def text(draw, words):
    lines = [" ".join(draw.choice(words) for _ in range(draw.randint(1, 9))).strip() for _ in range(draw.randint(1, 6))]
    return "\n".join(line or "." for line in lines) + "\n"


def html(lines):
    return "<html><body>%s</body></html>" % "".join(f"<p>{line}</p>" for line in lines.split("\n") if line)


def message(draw, number):
    charset, words = draw.choice(WORDS)
    mail = EmailMessage(policy=policy.default)
    mail["Subject"] = " ".join(draw.choice(words) for _ in range(draw.randint(1, 20))).strip() or "leer"
    mail["From"] = f"Jörg Müller <j{number}@example.org>"
    mail["Date"] = "Mon, 02 Jan 2023 03:04:05 +0000"
    mail["Message-ID"] = f"<{number}@example.org>"
    if number % 3 == 0:
        mail["In-Reply-To"] = f"<{number - 1}@example.org>"
    wanted = []
    kind = draw.choice(["plain", "plain", "html", "alternative", "mixed", "forwarded", "related"])
    encoding = draw.choice(["base64", "quoted-printable"]) if charset != "us-ascii" else draw.choice(["7bit", "base64"])
    body = text(draw, words)
    if kind == "html":
        mail.set_content(html(body), subtype="html", charset=charset, cte=encoding if encoding != "7bit" else "base64")
        wanted = [("html", body)]
    else:
        mail.set_content(body, charset=charset, cte=encoding)
        wanted = [("plain", body)]
    if kind in ("alternative", "related"):
        mail.add_alternative(html(text(draw, words)), subtype="html", charset=charset, cte="base64")
    if kind == "related":
        mail.get_payload()[1].add_related(b"GIF89a", "image", "gif", cid="<a>")
    if kind == "mixed":
        mail.add_attachment("not the text", filename="a.txt")
        mail.add_attachment(b"%PDF", "application", "pdf", filename="a.pdf")
    if kind == "forwarded":
        inner = EmailMessage(policy=policy.default)
        inner["Subject"] = "inner"
        more = text(draw, words)
        inner.set_content(more, charset=charset, cte="base64")
        mail.add_attachment(inner, disposition="inline")
        wanted.append(("plain", more))
    return mail, wanted


def main(output):
    draw = random.Random(7)
    box = mailbox.mbox(output)
    for number in range(400):
        mail, wanted = message(draw, number)
        box.add(mail)
        row = {
            "id": f"{number}@example.org",
            "subject": str(mail["Subject"]),
            "from": str(mail["From"]),
            "in_reply_to": str(mail["In-Reply-To"] or "").strip("<>"),
            "texts": [[kind, body] for kind, body in wanted],
        }
        print(json.dumps(row))
    box.close()


main(*sys.argv[1:])
