import { useEffect, useState } from "preact/hooks";
import { wordsOf, type Words } from "../trouble";
import {
  beginPractice,
  fetchBuyers,
  fetchTrainees,
  replyIn,
  type Buyer,
  type Played,
  type Trainee,
} from "./api";

/** The buyers there are, the practice under way, and how trainees do where one may see it. */
export function usePractice(shop: string, trainee: string) {
  const [buyers, setBuyers] = useState<readonly Buyer[] | null>(null);
  const [trainees, setTrainees] = useState<readonly Trainee[] | null>(null);
  const [played, setPlayed] = useState<Played | null>(null);
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Words | null>(null);

  function look(): void {
    setTrouble(null);
    fetchBuyers(shop).then(setBuyers, (error: unknown) => setTrouble(wordsOf(error)));
    fetchTrainees(shop).then(setTrainees, () => setTrainees(null));
  }

  useEffect(look, [shop]);

  /** True once the service has answered; what was typed stays until then. */
  async function ask(asked: Promise<Played>): Promise<boolean> {
    setBusy(true);
    setTrouble(null);
    try {
      setPlayed(await asked);
      setAt(Date.now());
      return true;
    } catch (error) {
      setTrouble(wordsOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  }

  return {
    buyers,
    trainees,
    played,
    at,
    busy,
    trouble,
    look,
    begin: (buyer: string) => ask(beginPractice(shop, buyer, trainee)),
    reply: (text: string, handedOver: boolean) =>
      played ? ask(replyIn(shop, played.id, text, handedOver)) : Promise.resolve(false),
    leave: () => {
      setPlayed(null);
      look();
    },
  };
}
