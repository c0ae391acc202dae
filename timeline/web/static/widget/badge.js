// Verification and status as text with a sign: never by colour alone.
import { h } from "./dom.js";

const SIGNS = { unverified: "?", reported: "“ ”", corroborated: "✓", verified: "✓✓", disputed: "≠" };

export function badge(item, words) {
  const status = item.status === "confirmed" ? "" : ` · ${words[item.status] ?? item.status}`;
  return h("span", { class: `badge ${item.verification}`, part: "badge" },
    `${SIGNS[item.verification]} ${words[item.verification]}${status}`);
}
