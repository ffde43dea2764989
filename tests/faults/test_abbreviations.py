"""An abbreviation before a capital, a number or a bracket ends no sentence, in any of the four languages."""

from __future__ import annotations

import pytest

from tenderscan.lexicon.fold import fold
from tenderscan.lexicon.sentences import sentences
from tenderscan.lexicon.tokens import tokenize
from tenderscan.rulebook.load.rulebook import load_rulebook

SENTENCES = {
    "nl": "De opdrachtnemer leeft, {} Bijlage 2 van dit bestek, de conventies na en legt een verslag voor.",
    "fr": "L’adjudicataire respecte, {} Annexe 2 du cahier, les conventions de l’OIT et remet un rapport.",
    "en": "The contractor shall comply, {} Annex 2 to this contract, with the conventions and shall submit a report.",
    "de": "Der Auftragnehmer hält, {} Anlage 2 dieses Vertrags, die Normen ein und legt einen Bericht vor.",
}
SHORT = {
    "nl": """
        nrs. | nr. | Nrs. | art. | artt. | m.b.t. | i.v.m. | i.s.m. | c.q. | cfr. | d.d. | m.i.v. | o.a. | o.m. | bv. |
        bijv. | resp. | incl. | excl. | t.a.v. | a.d.h.v. | n.a.v. | d.m.v. | z.g. | zgn. | vgl. | blz. | hfdst. | hfst.
        | al. | par. | bijl. | ref. | e.v. | i.p.v. | b.v. | K.B. | M.B. | B.S. | Stbl. | nl. | m.a.w. | tel. | ev. |
        event. | evtl. | i.c. | w.o. | t/m art. | jo. | ivm. | mbt. | volg. | voorm. | verv. | gew. | gecoörd. | opdr. |
        dhr. | mevr. | toep. | overh. | besl. | richtl. | ontw.
    """,
    "fr": """
        art. | nos. | n° | cf. | p. ex. | c.-à-d. | c.à.d. | etc. | al. | réf. | chap. | resp. | env. | not. | annexe
        nr. | tél. | M.B. | A.R. | A.M. | par. | sect. | suiv. | s. | et suiv. | éd. | ann. | mod. | dir. | règl. |
        incl. | excl. | éq. | rég. | éch. | c.s.c. | v. | loc. cit. | op. cit. | cons. | préc. | compl. |
        subs. | déc. | tit. | ch.
    """,
    "en": """
        no. | nos. | art. | arts. | e.g. | i.e. | cf. | incl. | excl. | para. | paras. | sec. | reg. | regs. | sch. |
        cl. | cls. | ref. | viz. | resp. | approx. | App. | Ann. | vol. | ed. | p. | pp. | fig. | Dept. | Ltd. | Inc. |
        Corp. | vs. | esp. | dir. | conv. | rev. | div. | pt. | subs. | ff. | et al. | ibid. | tbl. |
        ch. | chap. | attn.
    """,
    "de": """
        Nr. | Nrn. | Art. | Artt. | bzw. | z. B. | z.B. | d. h. | u. a. | gem. | lt. | vgl. | ggf. | inkl. | exkl. |
        zzgl. | Abs. | Ziff. | Buchst. | lit. | i. S. d. | i. V. m. | i.V.m. | sog. | insb. | insbes. | einschl. |
        entspr. | Anl. | Anh. | Kap. | Pos. | Rn. | Rz. | S. | ff. | f. | evtl. | max. | mind. | ca. | usw. | o. ä. |
        o.g. | u. U. | a. a. O. | Unterabs. | Ver. | bes. | resp. | usf. | Bekl. | Verf. | Begr. | Beil. | Abschn. |
        Tab. | Abb. | Std. | Mio. | bspw. | exempl. | unterz. | gg. | Tel. | Ausg. | Aufl.
    """,
}
"""Told apart by bars."""


def found(language: str, text: str) -> list[str]:
    lists = load_rulebook().structure[language]
    short, ordered = (frozenset(map(fold, lists.get(name, ()))) for name in ("abbreviation", "ordered-noun"))
    tokens = tokenize(text)
    spans = sentences(tokens, short, ordered)
    return [text[tokens.starts[begin] : tokens.ends[end - 1]] for begin, end in spans]


@pytest.mark.parametrize("language", SENTENCES)
def test_an_abbreviation_ends_no_sentence(language: str) -> None:
    told = [" ".join(short.split()) for short in SHORT[language].split("|")]
    texts = {short: SENTENCES[language].format(short) for short in told}
    assert not [short for short, text in texts.items() if found(language, text) != [text]]
    others = {short: SENTENCES[language].format(f"{short} 12") for short in told}
    assert not [short for short, text in others.items() if found(language, text) != [text]]


ENDS = {
    "nl": "De levering omvat hemden en broeken. De opdracht begint op 5 mei. Er zijn 3 percelen van 10 kg. Einde.",
    "fr": "La livraison comprend des chemises. Le marché débute le 5 mai. Il y a 3 lots de 10 kg. Fin.",
    "en": "Delivery includes shirts. The contract starts on 5 May. There are 3 lots of 10 kg. It ends there.",
    "de": "Die Lieferung umfasst Hemden. Der Auftrag beginnt am 5. Mai. Es gibt 3 Lose zu 10 kg. Das ist alles.",
}


@pytest.mark.parametrize("language", ENDS)
def test_sentences_still_end(language: str) -> None:
    assert len(found(language, ENDS[language])) == 4
