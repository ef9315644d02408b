import { translator } from "../shared/language";
import { ENGLISH } from "./english";

/** A phrase of the inbox in the reader's language. */
export const t = translator(ENGLISH);
