"""A buyer's whole part: the steps, and the words for the end."""

from dataclasses import dataclass
from random import Random

from .scene import Scene
from .step import Step
from .texts import texts


@dataclass(frozen=True, slots=True)
class Play:
    """``content`` is said when every step was answered well."""

    scene: Scene
    steps: tuple[Step, ...]
    content: str


@dataclass(frozen=True, slots=True)
class Lines:
    """One kind's lines, of which the dice choose."""

    buyer: str
    dice: Random

    def say(self, moment: str, **filled: str) -> str:
        return self.dice.choice(texts().told(self.buyer, moment)).format(**filled)

    def play(self, scene: Scene, *steps: Step) -> Play:
        return Play(scene, steps, self.say("content"))
