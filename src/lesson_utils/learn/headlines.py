"""A headline taken apart: who acts, which verb, on whom, and what the verb takes for granted.

The pieces stay English in every language, because the headline is English; what is said about
them is translated. The newspaper's own headline is not printed: its pieces are described.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lesson_utils.i18n import _

__all__ = [
    "ACTORS",
    "ORIGINAL",
    "PAPERS",
    "TAILS",
    "VERBS",
    "Headline",
    "Verb",
    "loaded_words",
    "named",
    "paper_name",
    "presumes",
]

PAPERS: Mapping[str, str] = MappingProxyType(
    {
        "washington": "us-administration",
        "tokyo": "japan-s-government",
        "beijing": "china-s-government",
        "taipei": "taiwan-s-government",
        "manila": "the-philippines-government",
        "naha": "okinawa-prefecture-and-residents",
        "europe": "nato-s-european-members",
        "sceptics": "critics-and-sceptics-in-the-us-japan-and-asia",
    }
)
"""Papers to write for, and the stakeholder of the ledger nearest to their readers."""

ACTORS: Mapping[str, tuple[str, bool, tuple[str, ...]]] = MappingProxyType(
    {
        "us": ("Washington", False, ("US",)),
        "jp": ("Tokyo", False, ("Japan",)),
        "cn": ("Beijing", False, ("China",)),
        "tw": ("Taipei", False, ("Taiwan",)),
        "ph": ("Manila", False, ("Philippines",)),
        "okinawa": ("Okinawans", True, ("Okinawa",)),
        "europe": ("European allies", True, ("Europe",)),
        "allies": ("Tokyo and Washington", True, ("Japan", "US")),
        "neighbours": ("Japan's neighbours", True, ()),
    }
)
"""Who can act or be acted on: words, whether they are a plural, the parties they name."""

TAILS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "none": ("", ()),
        "china": ("against China", ("China",)),
        "taiwan": ("over Taiwan", ("Taiwan",)),
        "spending": ("over defence spending", ()),
        "investment": ("over investment", ()),
        "islands": ("along the island chain", ()),
        "doubts": ("despite doubts at home", ()),
    }
)
"""What a headline may add at its end, and the parties it names."""


@dataclass(frozen=True)
class Verb:
    """A verb of a headline.

    Attributes
    ----------
    singular, plural : str
        As it follows one actor, or several.
    loaded : bool
        Whether it judges while it reports.
    """

    singular: str
    plural: str
    loaded: bool


VERBS: Mapping[str, Verb] = MappingProxyType(
    {
        "asks": Verb("asks", "ask", False),
        "meets": Verb("meets", "meet", False),
        "plans": Verb("plans with", "plan with", False),
        "pays": Verb("pays", "pay", False),
        "warns": Verb("warns", "warn", True),
        "presses": Verb("presses", "press", True),
        "leverages": Verb("leverages", "leverage", True),
        "relies": Verb("relies on", "rely on", True),
        "ties": Verb("deepens ties with", "deepen ties with", True),
        "protects": Verb("protects", "protect", True),
        "entangles": Verb("entangles", "entangle", True),
        "encircles": Verb("encircles", "encircle", True),
        "burdens": Verb("burdens", "burden", True),
        "resists": Verb("resists", "resist", True),
    }
)

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "US": r"\bU\.S\.|(?-i:\bUSA?\b)|United States|Washington|America|Trump|米国|アメリカ|米軍",
        "Japan": r"Japan|Tokyo|Takaichi|日本|東京",
        "China": r"China|Chinese|Beijing|中国|北京",
        "Taiwan": r"Taiwan|Taipei|台湾|台北",
        "Philippines": r"Philippin|Filipin|Manila|フィリピン|マニラ",
        "Okinawa": r"Okinawa|Naha|Yonaguni|Ishigaki|Miyako|沖縄|那覇|与那国|石垣|宮古",
        "Europe": r"Europe|NATO|Brussels|欧州|ヨーロッパ",
    }
)
_LOADED = re.compile(
    r"\b(warn|press|leverag|rely|relies|protect|entangl|encircl|burden|resist|threat|provo|"
    r"aggress|contain|counterweight|pawn|shield|drag|bully|bullie|surrender|historic|crisis)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Headline:
    """A headline made of pieces, or written freely.

    Attributes
    ----------
    agent, verb, object, tail : str
        Keys of `ACTORS`, `VERBS`, `ACTORS`, `TAILS`; empty where nothing is chosen.
    own : str
        The writer's own wording; it replaces the pieces where it is not empty.

    Examples
    --------
    >>> Headline("us", "presses", "jp", "spending").text
    'Washington presses Tokyo over defence spending'
    >>> Headline("okinawa", "resists", "us").text
    'Okinawans resist Washington'
    """

    agent: str = ""
    verb: str = ""
    object: str = ""
    tail: str = "none"
    own: str = ""

    @property
    def is_made(self) -> bool:
        """True if agent, verb and object are all chosen, from those on offer."""
        return self.agent in ACTORS and self.verb in VERBS and self.object in ACTORS

    @property
    def text(self) -> str:
        """The headline; empty where pieces are missing and nothing is written."""
        if self.own.strip():
            return " ".join(self.own.split())
        if not self.is_made:
            return ""
        agent, many, _parties = ACTORS[self.agent]
        verb = VERBS[self.verb].plural if many else VERBS[self.verb].singular
        parts = (agent, verb, ACTORS[self.object][0], TAILS.get(self.tail, ("", ()))[0])
        return " ".join(part for part in parts if part)

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties it names, such as ``("US", "Japan")``."""
        if self.own.strip():
            return named(self.own)
        found: list[str] = []
        for key in (self.agent, self.object):
            found += ACTORS[key][2] if key in ACTORS else ()
        found += TAILS.get(self.tail, ("", ()))[1]
        return tuple(dict.fromkeys(found))


ORIGINAL = Headline("us", "leverages", "jp", "china")
"""The pieces of the newspaper's headline: the roles are its own, the words are the course's."""


def named(text: str) -> tuple[str, ...]:
    """Find the parties that a text names.

    Examples
    --------
    >>> named("Beijing warns Tokyo"), named("沖縄は米軍に反対")
    (('Japan', 'China'), ('US', 'Okinawa'))
    """
    return tuple(party for party, pattern in _NAMES.items() if re.search(pattern, text, re.I))


def loaded_words(text: str) -> tuple[str, ...]:
    """Find words of a text that usually judge while they report.

    The list is short and English; it starts a discussion and does not end one.

    Examples
    --------
    >>> loaded_words("Tokyo dragged into a crisis")
    ('dragged', 'crisis')
    """
    return tuple(dict.fromkeys(hit.group().lower() for hit in _LOADED.finditer(text)))


def paper_name(paper: str) -> str:
    """Name a paper by its readers.

    Examples
    --------
    >>> paper_name("naha")
    'readers in Naha, Okinawa'
    """
    names = {
        "washington": _("readers in Washington"),
        "tokyo": _("readers in Tokyo"),
        "beijing": _("readers in Beijing"),
        "taipei": _("readers in Taipei"),
        "manila": _("readers in Manila"),
        "naha": _("readers in Naha, Okinawa"),
        "europe": _("readers in Madrid or Berlin"),
        "sceptics": _("sceptical readers anywhere"),
    }
    return names.get(paper, paper)


def presumes(verb: str) -> str:
    """Say what a verb takes for granted.

    Examples
    --------
    >>> presumes("asks")
    'It reports a request; the other side may still say no.'
    """
    texts = {
        "asks": _("It reports a request; the other side may still say no."),
        "meets": _("It reports that people met, and nothing of what came of it."),
        "plans": _("It reports common planning and leaves open who asked for it."),
        "pays": _("It reports money and leaves open what is bought with it, and why."),
        "warns": _("It sounds like a report, but lets the danger stand as a fact."),
        "presses": _("It takes for granted that one side pushes and the other does not want to."),
        "leverages": _(
            "It makes a tool of the one acted on: the user gains; what the other side wants is "
            "not said. The newspaper chose this verb."
        ),
        "relies": _("It puts the need on the side of the one who acts; the other looks strong."),
        "ties": _("It sounds good to all and does not say who pays, who asked or who disagrees."),
        "protects": _("It takes for granted that there is a danger and that the help is wanted."),
        "entangles": _("It takes for granted that the one acted on is caught and had no choice."),
        "encircles": _("It takes for granted that somebody plans to close somebody else in."),
        "burdens": _("It tells the story from the side of those who bear the cost."),
        "resists": _(
            "It takes for granted that there is pressure, and gives the weaker side a will."
        ),
    }
    return texts.get(verb, "")
