"""The confidence's constants, written by ``python -m evals.answering --fit``.

Fitted on 608 of the 1215 questions in ``evals/answering/demo`` (691 the sample
shop knows, 524 it does not). From ``customer_bot`` on, 56 of them were answered with
constants fitted without them, 56 rightly; the other half of the questions only measures.
"""

from knowledge.confidence import Calibration, Logistic

BY_ENCODER = {
    "hashed": Calibration(
        scripts=Logistic(
            -13.903,
            {
                "covered": 4.456,
                "together": 1.318,
                "same_question": 4.524,
                "cosine": 6.729,
                "cosine_lead": 10.518,
                "lead": 3.379,
                "asked": 6.933,
                "beaten": -4.997,
                "counts": -1.306,
                "exists": -1.21,
                "other_form": -1.093,
                "permits": -0.403,
                "no_product": 0.926,
                "which_product": -1.02,
                "own_product": 0.612,
            },
        ),
        documents=Logistic(
            -10.492,
            {
                "covered": 2.953,
                "together": 4.733,
                "cosine_lead": 1.605,
                "lead": 1.09,
                "asked": 6.611,
                "counts": -0.433,
                "exists": -1.407,
                "no_product": 0.383,
                "which_product": -1.709,
                "own_product": 1.898,
            },
        ),
        customer_bot=0.9929,
    ),
}
"""By encoder name."""

UNMEASURED = Calibration(
    scripts=Logistic(
        -13.271,
        {
            "covered": 5.313,
            "together": 1.026,
            "same_question": 5.466,
            "lead": 5.17,
            "asked": 6.807,
            "beaten": -4.987,
            "counts": -1.228,
            "exists": -1.724,
            "other_form": -1.553,
            "permits": -0.93,
            "no_product": 0.992,
            "which_product": -0.955,
            "own_product": 1.032,
        },
    ),
    documents=Logistic(
        -10.566,
        {
            "covered": 2.952,
            "together": 4.727,
            "lead": 1.335,
            "asked": 6.673,
            "counts": -0.43,
            "exists": -1.415,
            "no_product": 0.365,
            "which_product": -1.751,
            "own_product": 1.889,
        },
    ),
    customer_bot=0.9779,
)
"""For any other encoder: fitted without cosines, which lie elsewhere for each encoder."""


def calibration_for(encoder: str) -> Calibration:
    """The constants for the encoder's name."""
    return BY_ENCODER.get(encoder, UNMEASURED)
