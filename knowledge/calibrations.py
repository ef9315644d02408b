"""The confidence's constants, written by ``python -m evals.answering --fit``.

Fitted on 608 of the 1215 questions in ``evals/answering/demo`` (691 the sample
shop knows, 524 it does not). From ``customer_bot`` on, 53 of them were answered with
constants fitted without them, 53 rightly; the other half of the questions only measures.
"""

from knowledge.confidence import Calibration, Logistic

BY_ENCODER = {
    "hashed": Calibration(
        scripts=Logistic(
            -13.669,
            {
                "covered": 4.172,
                "together": 1.472,
                "same_question": 4.175,
                "cosine": 8.177,
                "cosine_lead": 9.523,
                "lead": 3.619,
                "asked": 6.467,
                "beaten": -4.668,
                "counts": -1.212,
                "exists": -1.263,
                "other_form": -0.661,
                "permits": -0.41,
                "no_product": 0.968,
                "which_product": -1.088,
                "own_product": 0.535,
            },
        ),
        documents=Logistic(
            -9.271,
            {
                "covered": 3.064,
                "together": 4.277,
                "lead": 1.312,
                "asked": 5.328,
                "beaten": -0.232,
                "counts": -0.437,
                "exists": -1.552,
                "no_product": 0.306,
                "which_product": -1.74,
                "own_product": 1.768,
            },
        ),
        customer_bot=0.9937,
    ),
}
"""By encoder name."""

UNMEASURED = Calibration(
    scripts=Logistic(
        -13.092,
        {
            "covered": 5.113,
            "together": 1.312,
            "same_question": 5.257,
            "lead": 5.148,
            "asked": 6.641,
            "beaten": -4.703,
            "counts": -1.172,
            "exists": -1.763,
            "other_form": -1.181,
            "permits": -0.979,
            "no_product": 1.095,
            "which_product": -1.05,
            "own_product": 1.021,
        },
    ),
    documents=Logistic(
        -9.271,
        {
            "covered": 3.064,
            "together": 4.277,
            "lead": 1.312,
            "asked": 5.328,
            "beaten": -0.232,
            "counts": -0.437,
            "exists": -1.552,
            "no_product": 0.306,
            "which_product": -1.74,
            "own_product": 1.768,
        },
    ),
    customer_bot=0.9738,
)
"""For any other encoder: fitted without cosines, which lie elsewhere for each encoder."""


def calibration_for(encoder: str) -> Calibration:
    """The constants for the encoder's name."""
    return BY_ENCODER.get(encoder, UNMEASURED)
