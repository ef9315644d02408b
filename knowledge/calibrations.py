"""The confidence's constants, written by ``python -m evals.answering --fit``.

Fitted on 608 of the 1215 questions in ``evals/answering/demo`` (691 the sample
shop knows, 524 it does not). From ``customer_bot`` on, 50 of them were answered with
constants fitted without them, 50 rightly; the other half of the questions only measures.
"""

from knowledge.confidence import Calibration, Logistic

BY_ENCODER = {
    "hashed": Calibration(
        scripts=Logistic(
            -12.819,
            {
                "covered": 4.105,
                "together": 1.488,
                "same_question": 4.197,
                "cosine": 7.917,
                "cosine_lead": 9.644,
                "lead": 3.525,
                "asked": 5.695,
                "beaten": -4.816,
                "counts": -1.197,
                "exists": -1.258,
                "other_form": -0.716,
                "permits": -0.589,
                "no_product": 0.924,
                "which_product": -1.356,
                "own_product": 0.668,
                "missed": -0.156,
            },
        ),
        documents=Logistic(
            -7.165,
            {
                "covered": 3.288,
                "together": 2.627,
                "lead": 1.314,
                "asked": 3.459,
                "beaten": -0.608,
                "counts": -0.483,
                "exists": -1.4,
                "no_product": 0.665,
                "which_product": -2.634,
                "own_product": 1.984,
                "missed": -0.794,
            },
        ),
        customer_bot=0.994,
    ),
}
"""By encoder name."""

UNMEASURED = Calibration(
    scripts=Logistic(
        -12.974,
        {
            "covered": 5.491,
            "together": 0.877,
            "same_question": 4.148,
            "lead": 5.067,
            "asked": 6.142,
            "beaten": -4.76,
            "counts": -1.13,
            "exists": -1.735,
            "other_form": -1.246,
            "permits": -1.19,
            "no_product": 1.113,
            "which_product": -1.34,
            "own_product": 1.155,
            "alike": 1.71,
            "missed": -0.178,
        },
    ),
    documents=Logistic(
        -7.165,
        {
            "covered": 3.288,
            "together": 2.627,
            "lead": 1.314,
            "asked": 3.459,
            "beaten": -0.608,
            "counts": -0.483,
            "exists": -1.4,
            "no_product": 0.665,
            "which_product": -2.634,
            "own_product": 1.984,
            "missed": -0.794,
        },
    ),
    customer_bot=1.0,
)
"""For any other encoder: fitted without cosines, which lie elsewhere for each encoder."""


def calibration_for(encoder: str) -> Calibration:
    """The constants for the encoder's name."""
    return BY_ENCODER.get(encoder, UNMEASURED)
