"""The confidence's constants, written by ``python -m evals.answering --fit``.

Fitted on 608 of the 1215 questions in ``evals/answering/demo`` (691 the sample
shop knows, 524 it does not). From ``customer_bot`` on, 51 of them were answered with
constants fitted without them, 51 rightly; the other half of the questions only measures.
"""

from knowledge.confidence import Calibration, Logistic

BY_ENCODER = {
    "hashed": Calibration(
        scripts=Logistic(
            -13.005,
            {
                "covered": 4.067,
                "together": 1.54,
                "same_question": 4.246,
                "cosine": 7.814,
                "cosine_lead": 9.921,
                "lead": 3.795,
                "asked": 5.619,
                "beaten": -3.633,
                "counts": -1.186,
                "exists": -1.217,
                "other_form": -0.686,
                "permits": -0.405,
                "no_product": 0.977,
                "which_product": -1.271,
                "own_product": 0.673,
            },
        ),
        documents=Logistic(
            -8.404,
            {
                "covered": 3.812,
                "together": 2.898,
                "lead": 1.422,
                "asked": 3.586,
                "counts": -0.392,
                "exists": -1.366,
                "no_product": 0.736,
                "which_product": -2.632,
                "own_product": 2.064,
            },
        ),
        customer_bot=0.9935,
    ),
}
"""By encoder name."""

UNMEASURED = Calibration(
    scripts=Logistic(
        -12.323,
        {
            "covered": 4.999,
            "together": 1.31,
            "same_question": 5.276,
            "lead": 5.383,
            "asked": 5.6,
            "beaten": -3.914,
            "counts": -1.148,
            "exists": -1.823,
            "other_form": -1.204,
            "permits": -1.077,
            "no_product": 1.115,
            "which_product": -1.199,
            "own_product": 1.168,
        },
    ),
    documents=Logistic(
        -8.404,
        {
            "covered": 3.812,
            "together": 2.898,
            "lead": 1.422,
            "asked": 3.586,
            "counts": -0.392,
            "exists": -1.366,
            "no_product": 0.736,
            "which_product": -2.632,
            "own_product": 2.064,
        },
    ),
    customer_bot=0.9566,
)
"""For any other encoder: fitted without cosines, which lie elsewhere for each encoder."""


def calibration_for(encoder: str) -> Calibration:
    """The constants for the encoder's name."""
    return BY_ENCODER.get(encoder, UNMEASURED)
