"""A sheet made up for the screen: with a wrong amount, an option to choose and a line that says nothing."""

from ..sheet.made import group, item, sheet
from ..sheet.pages import pasted_of

EVENING = ["Formation en présentiel soir ou samedi"]
DISTANCE = ["Formation ouverte et à distance"]
CODE, TITLE, CENTRE = "LP10100A-PAR", "Licence professionnelle d’essai", "Cnam Paris"
LEFT_OUT = "Renseignez-vous auprès du secrétariat avant de vous inscrire"
SHEET = pasted_of(
    sheet(
        item("i1", "DRO101", title="Droit du travail", ects=60, offer={"S1": EVENING}),
        item("i2", "DRO102", title="Droit de la formation", offer={"S2": EVENING, "A": DISTANCE}),
        item("i3", "ANG330", title="Anglais professionnel", group="g1", offer={"S1": EVENING, "S2": DISTANCE}),
        item("i4", "COM101", title="Communication et prise de parole", group="g1", offer={"S2": EVENING}),
        item("i5", "GES115", title="Gestion pour non-spécialistes", group="g1", offer={"A": DISTANCE}),
        item("i6", "UALP01", title="Expérience professionnelle de 12 mois", ects=36),
        groups=(group("g1", "choice", "Ouverture, 2 UE à choisir parmi", rule={"ue_count": 2, "total_ects": 12}),),
        title=TITLE,
        code=CODE,
        total_credits=60,
    )
).replace("UALP01", f"UALP01\n\n{LEFT_OUT}", 1)
"""The text that a browser copies. DRO101 is worth 6 ECTS; the page prints 60."""
