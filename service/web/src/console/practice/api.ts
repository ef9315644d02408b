import type { BuyersOut, PracticeOut, TraineesOut } from "../../api/generated";
import { getJson, postJson } from "../../api/request";

export type {
  BuyerOut as Buyer,
  JudgedOut as Judged,
  PracticeOut as Played,
  TraineeOut as Trainee,
} from "../../api/generated";

/** The kinds of buyers that this shop can be practised with. */
export async function fetchBuyers(shop: string) {
  return (await getJson<BuyersOut>(`/v1/practice/buyers?${new URLSearchParams({ shop })}`)).buyers;
}

/** How trainees do; refused to who may not teach. */
export async function fetchTrainees(shop: string) {
  const query = new URLSearchParams({ shop });
  return (await getJson<TraineesOut>(`/v1/evals/practice?${query}`)).trainees;
}

export async function beginPractice(shop: string, buyer: string, trainee: string) {
  const body = { shop, buyer, ...(trainee && { trainee }) };
  return (await (await postJson("/v1/practice", body)).json()) as PracticeOut;
}

export async function replyIn(shop: string, id: string, text: string, handedOver: boolean) {
  const body = { shop, text, handed_over: handedOver };
  return (await (await postJson(`/v1/practice/${id}/replies`, body)).json()) as PracticeOut;
}
